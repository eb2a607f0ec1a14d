r"""On the line W is the area between the distribution functions; for Gaussians it is a mean of |dm + ds Z|.

Says
    W_1 = integral of |F - G| = integral of |F^-1 - G^-1|.  For Gaussians W_1 = E|dm + ds Z| =
    |ds| sqrt(2/pi) exp(-dm^2/(2 ds^2)) + dm erf(dm/(|ds| sqrt 2)), and W_2^2 = dm^2 + ds^2.

Idea
    Equal quantiles are matched: x = m + s z and y = m' + s' z with one z.

Names
    dm, ds    differences of means and of standard deviations;  Z   a standard normal variable

Source   Villani 2009, Theorem 2.18 in Villani 2003; Dowson and Landau 1982
"""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations, product

from flint import acb, arb

from theory.proving.calc import Calc, Line
from theory.proving.claim import Claim, Needed, Source
from theory.proving.computed import Computed
from theory.proving.facts import Sign, Special
from theory.transport.plans import Vector, cumulative, distances_on_the_line, law, wasserstein

SOURCE = Source("Villani 2003, Topics in Optimal Transportation", "Theorem 2.18")
POINTS = law(0, 1, 3)


def ball(x: Fraction) -> arb:
    """The fraction as a ball."""
    return arb(x.numerator) / x.denominator


def roads_agree(parts: int, points: Vector) -> bool:
    """For all pairs of laws in so many parts: an optimal plan costs the area between the distribution functions."""
    laws = [
        tuple(Fraction(k, parts) for k in ks)
        for ks in product(range(parts + 1), repeat=len(points))
        if sum(ks) == parts
    ]
    line = distances_on_the_line(points)
    return all(wasserstein(p, q, line) == cumulative(p, q, points) for p, q in product(laws, repeat=2))


def off_the_line(p: Vector, q: Vector) -> tuple[Fraction, Fraction]:
    """W on three points at mutual distance 1, and the area between the distribution functions along 0, 1, 2."""
    return wasserstein(p, q, (law(0, 1, 1), law(1, 0, 1), law(1, 1, 0))), cumulative(p, q, law(0, 1, 2))


def gaussian_w1(dm: Fraction, ds: Fraction) -> arb:
    """|ds| sqrt(2/pi) exp(-dm^2/(2 ds^2)) + dm erf(dm/(|ds| sqrt 2))."""
    m, s = ball(dm), ball(abs(ds))
    return s * (2 / arb.pi()).sqrt() * (-(m * m) / (2 * s * s)).exp() + m * (m / (s * arb(2).sqrt())).erf()


def mean_of_modulus(dm: Fraction, ds: Fraction) -> arb:
    """E|dm + ds Z| by integration: on each side of the zero z = -dm/ds, to |z| = 30.

    Beyond, the integrand is at most (|dm| + ds |z|) exp(-z^2/2)/2 < |z| exp(-z^2/2) for dm, ds <= 1, which leaves 2
    exp(-450).
    """
    ds = abs(ds)  # Z and -Z have one law
    m, s, zero = ball(dm), ball(ds), -ball(dm) / ball(ds)
    root = (2 * arb.pi()).sqrt()

    def piece(sign: int, a: arb, b: arb) -> arb:
        return acb.integral(lambda z, _: sign * (m + s * z) * (-z * z / 2).exp() / root, a, b).real

    return piece(-1, arb(-30), zero) + piece(1, zero, arb(30)) + arb(0, (2 * (-arb(450)).exp()).upper())


ON_THE_LINE = Claim(
    id="wasserstein-on-the-line",
    says=r"On the line $W_1 = \int|F - G|\,dx$: for all 225 pairs of laws in quarters on three points the optimal plan "
         r"costs the area between the distribution functions.",
    assumes=(r"the points lie on a line",),
    sources=(SOURCE,),
    uses=("wasserstein-definition",),
    proof=(
        Computed(about="all pairs of laws in quarters on 0, 1, 3", by=roads_agree, on={"parts": 4, "points": POINTS},
                 gives=True),
        Computed(about="for instance (1/2, 1/2, 0) against (0, 1/4, 3/4)", by=cumulative,
                 on={"p": law("1/2", "1/2", 0), "q": law(0, "1/4", "3/4"), "points": POINTS}, gives=Fraction(2)),
    ),
    needed=(Needed(hypothesis=r"the points lie on a line",
                   shown_by=Computed(about="three points at mutual distance 1: W, and the area along 0, 1, 2",
                                     by=off_the_line,
                                     on={"p": law("1/2", "1/2", 0), "q": law(0, "1/2", "1/2")},
                                     gives=(Fraction(1, 2), Fraction(1)))),),
)  # fmt: skip


def sorted_and_best(xs: Vector, ys: Vector, power: int) -> tuple[Fraction, Fraction]:
    """The mean of |x - y|^power for equal masses: sorted to sorted, and over the best of all assignments."""

    def price(order: tuple) -> Fraction:
        return sum((abs(x - y) ** power for x, y in zip(sorted(xs), order, strict=True)), Fraction(0)) / len(xs)

    return price(tuple(sorted(ys))), min(map(price, permutations(ys)))


def crossing_root_costs() -> bool:
    """Whether sqrt|0 - 4| + sqrt|1 - 1| < sqrt|0 - 1| + sqrt|1 - 4|."""
    return bool(arb(4).sqrt() < 1 + arb(3).sqrt())


GAUSSIANS = Claim(
    id="wasserstein-of-gaussians",
    says=r"$W_1(N(m, s^2), N(m', s'^2)) = \mathbb{E}|\Delta m + \Delta s\,Z|$ and $W_2^2 = (\Delta m)^2 + (\Delta "
         r"s)^2$, where equal quantiles are matched.",
    assumes=(r"$\mathbb{E}Z = 0$ and $\mathbb{E}Z^2 = 1$",),
    sources=(SOURCE, Source("Dowson and Landau 1982", "Theorem 1")),
    uses=("wasserstein-on-the-line",),
    proof=(
        Calc(about="the gap between equal quantiles", start="(m1 + s1*z) - (m0 + s0*z)",
             lines=(Line("(m1 - m0) + (s1 - s0)*z", "dm + ds z"),)),
        Calc(about="its mean square, with E Z = a and E Z^2 = b", start="dm**2 + 2*dm*ds*a + ds**2*b",
             lines=(Line("(dm**2 + ds**2) + 2*dm*ds*a + ds**2*(b - 1)", "a = 0 and b = 1 leave dm^2 + ds^2"),)),
        Computed(about="N(0,1) and N(1,4): W_1 in closed form", by=gaussian_w1,
                 on={"dm": Fraction(1), "ds": Fraction(1)},
                 gives="1.1666309411753725967661254771352"),
        Computed(about="and by integrating |1 + Z|", by=mean_of_modulus, on={"dm": Fraction(1), "ds": Fraction(1)},
                 gives="1.1666309411753725967661254771352"),
        Computed(about="N(0,1) and N(0,4): sqrt(2/pi)", by=gaussian_w1, on={"dm": Fraction(0), "ds": Fraction(1)},
                 gives="sqrt(2/pi)"),
    ),
    needed=(Needed(hypothesis=r"$\mathbb{E}Z = 0$ and $\mathbb{E}Z^2 = 1$",
                   shown_by=Special(about="with E Z = 1 the cross term stays", of="dm**2 + 2*dm*ds*a + ds**2*b",
                                    put={"a": "1", "b": "1"}, gives="(dm + ds)**2", because="not dm^2 + ds^2")),),
)  # fmt: skip

ORDER_TWO = Claim(
    id="wasserstein-p-on-the-line",
    says=r"$W_p^p = \int_0^1|F^{-1} - G^{-1}|^p\,du$ for every $p \ge 1$: on the line uncrossing two routes never "
         r"costs more. (Shown for $p = 2$, where it gains exactly $2(b - a)(d - c)$, and for equal masses at four "
         r"points.)",
    assumes=(r"$p \ge 1$",),
    sources=(SOURCE,),
    proof=(
        Calc(about="from a < b to c < d: crossing costs more by",
             start="((a - d)**2 + (b - c)**2) - ((a - c)**2 + (b - d)**2)",
             lines=(Line("2*(b - a)*(d - c)", "twice a product of positive numbers"),)),
        Sign(about="which is positive", symbols={"u": "(0, inf)", "v": "(0, inf)"}, of="2*u*v",
             because="u = b - a, v = d - c"),
        Computed(about="four equal masses, p = 3: sorted to sorted against the best of all 24 assignments",
                 by=sorted_and_best,
                 on={"xs": law(0, 1, 3, 7), "ys": law(2, 5, 4, -1), "power": 3},
                 gives=(Fraction(11, 4), Fraction(11, 4))),
    ),
    needed=(Needed(hypothesis=r"$p \ge 1$",
                   shown_by=Computed(about="a concave cost, sqrt|x - y|: 0, 1 to 1, 4: the crossing that leaves 1 in "
                                           "place wins, 2 against 1 + sqrt 3", by=crossing_root_costs, gives=True),),),
)  # fmt: skip

CLAIMS = (ON_THE_LINE, GAUSSIANS, ORDER_TWO)
