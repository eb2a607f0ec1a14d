r"""Two parallel segments: W = |theta|, while JSD = log 2 and KL is infinite unless they coincide.

Says
    pi = (0, u), p = (theta, u) with u uniform on [0, 1].  W = |theta|.  For theta /= 0 the two laws live on disjoint
    sets: TV = 1, JSD = log 2, both KL infinite; at theta = 0 all four are 0.

Idea
    Moving every point straight across costs |theta|; the 1-Lipschitz function f(x, y) = -sign(theta) x gains |theta|.

Names
    a    the distance |theta| > 0 of the segments

Source   Arjovsky et al. 2017, Example 1
"""

from __future__ import annotations

from fractions import Fraction

from theory.proving.calc import Calc, Line
from theory.proving.claim import Claim, Needed, Source
from theory.proving.computed import Computed
from theory.proving.facts import Sign, Special
from theory.proving.gradient import Slope
from theory.transport.plans import Matrix, Vector, variation, wasserstein

EXAMPLE_1 = Source("Arjovsky et al. 2017, Wasserstein GAN", "Example 1")


def ladder(n: int, theta: Fraction) -> tuple[Vector, Vector, Matrix]:
    """n equal points on each segment, at the same heights k/n: the two laws on the 2n points, and the L1 distances.

    (With |dx| + |dy| in place of the Euclidean distance everything stays rational; straight across they agree.)
    """
    places = [(Fraction(0), Fraction(k, n)) for k in range(n)] + [(theta, Fraction(k, n)) for k in range(n)]
    one, none = (Fraction(1, n),) * n, (Fraction(0),) * n
    return one + none, none + one, tuple(tuple(abs(a - c) + abs(b - d) for c, d in places) for a, b in places)


def ladder_distance(n: int, theta: Fraction) -> Fraction:
    """W_1 of the two segments, n points each."""
    p, q, distance = ladder(n, theta)
    return wasserstein(p, q, distance)


def ladder_variation(n: int, theta: Fraction) -> Fraction:
    """Their total variation distance."""
    p, q, _ = ladder(n, theta)
    return variation(p, q)


ACROSS = Claim(
    id="theta-lines-w",
    says=r"$W(\pi, p_\theta) = |\theta|$.",
    sources=(EXAMPLE_1,),
    uses=("wasserstein-weak-duality",),
    proof=(
        Calc(about="straight across, (0, y) to (theta, y), every point moves", start="sqrt((t - 0)**2 + (y - y)**2)",
             lines=(Line("abs(t)", "the heights agree: at most |theta|"),)),
        Slope(about="f(x, y) = -x has the gradient (-1, 0), of length 1", of="-x", over="x", gives="-1",
              because="and it does not depend on y: it is 1-Lipschitz"),
        Special(about="for theta = a > 0 it gains E_pi f - E_p f", symbols={"a": "(0, inf)"}, of="(-0) - (-t)",
                put={"t": "a"},
                gives="a", because="x is 0 on the one segment and theta on the other: at least |theta|"),
        Computed(about="4 points on each segment, theta = 3/7, by the solver", by=ladder_distance,
                 on={"n": 4, "theta": Fraction(3, 7)}, gives=Fraction(3, 7)),
        Computed(about="and theta = -2", by=ladder_distance, on={"n": 4, "theta": Fraction(-2)}, gives=Fraction(2)),
    ),
)  # fmt: skip

DISJOINT = Claim(
    id="theta-lines-kl-jsd",
    says=r"For $\theta \ne 0$: $\mathrm{TV} = 1$, $\mathrm{JSD} = \log 2$ and $\mathrm{KL} = \infty$ both ways; at "
         r"$\theta = 0$ all are 0. None of them tells how far apart the segments are.",
    assumes=(r"$\theta \ne 0$",),
    sources=(EXAMPLE_1,),
    uses=("jsd-max-iff-singular",),
    proof=(
        Special(about="where only pi lives, the integrand of KL(pi || m) is pi log 2", of="p*log(p/((p + q)/2))",
                put={"q": "0"}, gives="p*log(2)", because="m = pi/2"),
        Calc(about="so JSD is the mean of log 2 and log 2", start="log(2)/2 + log(2)/2",
             lines=(Line("log(2)", "add"),)),
        Special(about="KL(pi || p) where p has only e = exp(-t) of pi's mass: log(1/e), without bound",
                symbols={"t": "(0, inf)"}, of="log(1/e1)", put={"e1": "exp(-t)"}, gives="t", because="for every t"),
        Computed(about="TV of 4 points on each segment, theta = 3/7", by=ladder_variation,
                 on={"n": 4, "theta": Fraction(3, 7)}, gives=Fraction(1)),
        Sign(about="the jump at theta = 0: JSD goes from 0 to log 2", of="log(2)", because="2 > 1"),
    ),
    needed=(Needed(hypothesis=r"$\theta \ne 0$",
                   shown_by=Special(about="at theta = 0 the laws are equal", of="JSD(p, q)", put={"q": "p"}, gives="0",
                                    because="log 1 = 0"),),),
)  # fmt: skip

CLAIMS = (ACROSS, DISJOINT)
