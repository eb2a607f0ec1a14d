r"""Noise on both laws: densities where there were none, and a bound on W that can be trained.

Says
    A law plus normal noise has the density E phi(x - y), positive everywhere: two laws so blurred are never singular,
    and JSD moves with their distance.  W(p, q) <= 2 sqrt(V) + sqrt(2) C sqrt(JSD of the blurred laws), V = E |eps|^2.

Idea
    Blurring moves mass by sqrt(V) at most, twice; in between W <= C TV <= C sqrt(2 JSD).

Names
    theta   the distance of two point masses;  s  the deviation of normal noise
    v       a shift of [-1, 1], for uniform noise: TV = v/2

Source   Arjovsky and Bottou 2017, Theorems 3.1 and 3.3
"""

from __future__ import annotations

from fractions import Fraction

from flint import acb, arb

from theory.inequalities.finite_laws import ball
from theory.inequalities.gaussian_pair import gaussian_jensen_shannon
from theory.proving.calc import Calc, Line
from theory.proving.claim import Claim, Needed, Source
from theory.proving.computed import Computed
from theory.proving.facts import Sign

AB = "Arjovsky and Bottou 2017, Towards principled methods for training GANs"
POSITIVE = r"the noise has a positive density"
CONTAINED = r"the blurred laws live in a set of diameter $C$"


def blurred_at(x: Fraction, deviation: Fraction, law: tuple[tuple[Fraction, Fraction], ...]) -> arb:
    """The density at x of point masses (place, weight) plus N(0, s^2) noise: the mean of phi((x - y)/s)/s."""
    s = ball(deviation)

    def phi(u: arb) -> arb:
        return (-u * u / 2).exp() / (2 * arb.pi()).sqrt()

    return sum((ball(weight) * phi(ball(x - place) / s) / s for place, weight in law), arb(0))


def blurred_mass(deviation: Fraction, law: tuple[tuple[Fraction, Fraction], ...], reach: int) -> arb:
    """The integral of that density from -reach to reach."""
    s = ball(deviation)

    def density(x: acb, _: bool) -> acb:
        terms = (ball(weight) * (-(((x - ball(place)) / s) ** 2) / 2).exp() for place, weight in law)
        return sum(terms, acb(0)) / (s * (2 * arb.pi()).sqrt())

    return acb.integral(density, -reach, reach).real


def blurred_pair(theta: Fraction, deviation: Fraction) -> arb:
    """JSD of point masses at 0 and theta, both with N(0, s^2) noise: that of N(0,1) and N(theta/s, 1)."""
    return gaussian_jensen_shannon(theta / deviation)


def uniform_pair(theta: Fraction) -> arb:
    """JSD of point masses at 0 and theta, both with uniform noise on [-1, 1]: TV log 2, TV = theta/2 up to 1."""
    return ball(min(theta / 2, Fraction(1))) * arb(2).log()


def bound(theta: Fraction, constant: arb) -> arb:
    """2 sqrt(V) + constant * C sqrt(JSD) for uniform noise on [-1, 1]: V = 1/3, C = 2 + theta."""
    return 2 / arb(3).sqrt() + constant * ball(2 + theta) * uniform_pair(theta).sqrt()


def printed_bound(theta: Fraction) -> arb:
    """With the paper's constant 2."""
    return bound(theta, arb(2))


def sharper_bound(theta: Fraction) -> arb:
    """With the constant sqrt 2."""
    return bound(theta, arb(2).sqrt())


COIN = ((Fraction(-1), Fraction(1, 2)), (Fraction(1), Fraction(1, 2)))

SMOOTHS = Claim(
    id="noise-smooths",
    says=r"$P * \mathcal{N}(0, \sigma^2)$ has the density $\mathbb{E}_{y \sim P}\,\varphi_\sigma(x - y) > 0$, so two "
         r"laws so blurred are mutually absolutely continuous. For point masses $\theta$ apart the JSD is that of "
         r"$\mathcal{N}(0, 1)$ and $\mathcal{N}(\theta/\sigma, 1)$: it follows $\theta$, where before it was $\log 2$ "
         r"throughout.",
    assumes=(POSITIVE,),
    sources=(Source(AB, "Theorem 3.1"),),
    proof=(
        Sign(about="the density of one point mass with noise", symbols={"x1": "real", "y": "real", "s": "(0, inf)"},
             of="exp(-(x1 - y)**2/(2*s**2))/(s*sqrt(2*pi))", because="positive everywhere; so are means of such"),
        Computed(about="a coin on -1 and 1 with noise of deviation 1/2: the density integrates to 1 (16 deviations)",
                 by=blurred_mass,
                 on={"deviation": Fraction(1, 2), "law": COIN, "reach": 9}, gives="1.000000000000000"),
        Computed(about="in the middle, where the coin has nothing", by=blurred_at,
                 on={"x": Fraction(0), "deviation": Fraction(1, 2), "law": COIN}, gives="2*exp(-2)/sqrt(2*pi)"),
        Computed(about="theta = 1, s = 1: JSD", by=blurred_pair, on={"theta": Fraction(1), "deviation": Fraction(1)},
                 gives="0.11142148218473617972"),
        Computed(about="theta = 1/2, s = 1: less, as they are nearer", by=blurred_pair,
                 on={"theta": Fraction(1, 2), "deviation": Fraction(1)}, gives="0.03031130052083898058"),
        Computed(about="theta = 1, s = 2: the same, as it depends on theta/s", by=blurred_pair,
                 on={"theta": Fraction(1), "deviation": Fraction(2)}, gives="0.03031130052083898058"),
    ),
    needed=(Needed(hypothesis=POSITIVE,
                   shown_by=Computed(about="uniform noise on [-1, 1], theta = 3: still apart, JSD = log 2",
                                     by=uniform_pair,
                                     on={"theta": Fraction(3)}, gives="log(2)")),),
)  # fmt: skip

BOUND = Claim(
    id="wasserstein-from-noisy-jsd",
    entry="noise-smooths",
    says=r"$W(p, q) \le 2\sqrt V + \sqrt 2\,C\sqrt{\mathrm{JSD}(p_\epsilon\,\|\,q_\epsilon)}$ with $V = "
         r"\mathbb{E}\|\epsilon\|^2$; the paper's constant 2 instead of $\sqrt 2$ is true as well, and not sharp.",
    assumes=(CONTAINED,),
    sources=(Source(AB, "Theorem 3.3"),),
    uses=("wasserstein-definition", "w1-tv-bounds", "tv-at-most-root-two-jsd"),
    proof=(
        Calc(about="the noise itself is a plan from p to p with noise: E |eps| <= sqrt(E |eps|^2), as the gap of the "
                   "squares is a variance; for eps = a or b, probability 1/2 each",
             symbols={"a": "(0, inf)", "b": "(0, inf)"}, start="(a**2 + b**2)/2 - ((a + b)/2)**2",
             lines=(Line("((a - b)/2)**2", "not negative"),)),
        Calc(about="in the middle W <= C TV <= C sqrt(2 JSD)", symbols={"c": "(0, inf)", "j": "(0, inf)"},
             start="c*sqrt(2*j)",
             lines=(Line("sqrt(2)*c*sqrt(j)", "the triangle inequality adds the two blurs"),)),
        Sign(about="the constant 2 is larger", of="2 - sqrt(2)", because="4 > 2"),
        Computed(about="theta = 1/10 with noise uniform on [-1, 1]: at most", by=printed_bound,
                 on={"theta": Fraction(1, 10)},
                 gives="1.93659"),
        Computed(about="theta = 1/2", by=printed_bound, on={"theta": Fraction(1, 2)}, gives="3.23609"),
        Computed(about="theta = 1", by=printed_bound, on={"theta": Fraction(1)}, gives="4.68693"),
        Computed(about="theta = 3", by=printed_bound, on={"theta": Fraction(3)}, gives="9.48025"),
        Computed(about="with sqrt 2, theta = 1/10", by=sharper_bound, on={"theta": Fraction(1, 10)}, gives="1.70758"),
        Computed(about="theta = 1/2", by=sharper_bound, on={"theta": Fraction(1, 2)}, gives="2.62646"),
        Computed(about="theta = 1", by=sharper_bound, on={"theta": Fraction(1)}, gives="3.65237"),
        Computed(about="theta = 3, where W is 3", by=sharper_bound, on={"theta": Fraction(3)}, gives="7.04175"),
    ),
    needed=(Needed(hypothesis=CONTAINED,
                   shown_by=Sign(about="normal noise has no such C: with s = 1, theta = 10 and C = 1 the bound 2 + "
                                       "sqrt(2 JSD), at most 2 + sqrt(2 log 2), is less than W = 10",
                                 of="10 - (2 + sqrt(2*log(2)))", because="sqrt(2 log 2) = 1.18"),),),
)  # fmt: skip

CLAIMS = (SMOOTHS, BOUND)
