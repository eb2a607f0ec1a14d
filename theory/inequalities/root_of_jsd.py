"""The square root of JSD is a distance; JSD itself is not.

Says
    A(x, y) = x log x + y log y - (x + y) log((x + y)/2)  is  1/2 times the integral over t > 0 of
    (exp(-t x) - exp(-t y))^2/t^2, for x, y > 0.
    So JSD(p || q), the integral of A(p, q)/2, is a squared distance between functions of (x, t), and sqrt(JSD) obeys
    the triangle inequality.

Idea
    Both sides vanish for x = y, so do their slopes in y, and both have the mixed derivative -1/(x + y): they are equal.
    The triangle inequality for a root of integrals of squares: (a + b)^2 <= (1 + s) a^2 + (1 + 1/s) b^2 at every point,
    with one number s for all points, chosen at the end.

Assumes
    p and q positive.  The derivatives of the integrand by y, and by y and x, are at most |x - y| exp(-t min(x, y)) and
    exp(-t (x + y)) in modulus: both are integrable, locally uniformly in x and y.

Names
    u, v, w    exp(-t p)/t, exp(-t q)/t, exp(-t r)/t at one point

Source   Endres and Schindelin 2003; Osterreicher and Vajda 2003; Fuglede and Topsoe 2004
"""

from __future__ import annotations

from fractions import Fraction

from flint import acb, arb

from theory.inequalities.finite_laws import ball, jensen_shannon
from theory.proving.calc import Calc, Line
from theory.proving.claim import Claim, Printed, Source
from theory.proving.computed import Computed
from theory.proving.facts import Special
from theory.proving.gradient import Slope

ONE, ZERO = Fraction(1), Fraction(0)
ENDRES = Source("Endres and Schindelin 2003, A new metric for probability distributions")
A = "x*log(x) + y*log(y) - (x + y)*log((x + y)/2)"
POSITIVE = {"x": "(0, inf)", "y": "(0, inf)", "t": "(0, inf)"}
LEFT, CENTRE, RIGHT = (ONE, ZERO), (ONE / 2, ONE / 2), (ZERO, ONE)


def kernel_integral(x: Fraction, y: Fraction) -> arb:
    """1/2 times the integral over t > 0 of (exp(-t x) - exp(-t y))^2/t^2, where x and y are at least 1.

    The quotient is (y - x) exp(-t (x + y)/2) sinh(z)/z at z = t (y - x)/2, smooth at 0.  Beyond t = 100 the
    integrand is at most exp(-2t).
    """
    half_sum, half_gap = ball(x + y) / 2, ball(y - x) / 2

    def root(t: acb) -> acb:
        return 2 * half_gap * (-t * half_sum).exp() * (t * half_gap * acb(0, 1)).sinc()

    inside = acb.integral(lambda t, _: root(t) ** 2, 0, 100).real
    return (inside + arb(0, (-arb(200)).exp().upper())) / 2


def triangles(denominator: int) -> tuple[int, int]:
    """How many triples of different laws on three points there are with that denominator, and for how many of them
    sqrt(JSD) is shown to obey the triangle inequality strictly."""
    laws = [(Fraction(a, denominator), Fraction(b, denominator), Fraction(denominator - a - b, denominator))
            for a in range(denominator + 1) for b in range(denominator + 1 - a)]  # fmt: skip
    n = len(laws)
    root = {(i, j): jensen_shannon(laws[i], laws[j]).sqrt() for i in range(n) for j in range(n) if i != j}
    triples = [(i, j, k) for i, j in root for k in range(n) if k not in (i, j)]
    return len(triples), sum(bool(root[i, k] < root[i, j] + root[j, k]) for i, j, k in triples)


def through_the_middle() -> arb:
    """JSD from (1, 0) to (1/2, 1/2), and on to (0, 1)."""
    return jensen_shannon(LEFT, CENTRE) + jensen_shannon(CENTRE, RIGHT)


KERNEL = Claim(
    id="jensen-shannon-kernel",
    says=r"$x\log x + y\log y - (x+y)\log\frac{x+y}{2} = \frac12\int_0^\infty\frac{(e^{-tx} - e^{-ty})^2}{t^2}\,dt$ "
         r"for $x, y > 0$.",
    sources=(Source("Fuglede and Topsoe 2004, Jensen-Shannon divergence and Hilbert space embedding"),),
    uses=("differentiation-under-the-integral", "equal-derivatives"),
    proof=(
        Special(about="left side: zero for y = x", of=A, put={"y": "x"}, gives="0", because="log 1 = 0",
                symbols=POSITIVE),
        Slope(about="its slope in y", of=A, over="y", domain="(0, inf)", gives="log(2*y/(x + y))",
              because="the 1's cancel", symbols=POSITIVE),
        Special(about="which is zero for y = x, too", of="log(2*y/(x + y))", put={"y": "x"}, gives="0",
                because="log 1 = 0", symbols=POSITIVE),
        Slope(about="and has the slope in x", of="log(2*y/(x + y))", over="x", domain="(0, inf)", gives="-1/(x + y)",
              because="log(2y) does not move", symbols=POSITIVE),
        Slope(about="right side, under the integral: the slope in y", of="(exp(-t*x) - exp(-t*y))**2/(2*t**2)",
              over="y", domain="(0, inf)", gives="(exp(-t*x) - exp(-t*y))*exp(-t*y)/t", because="the chain rule",
              symbols=POSITIVE),
        Special(about="integrand and slope are zero for y = x",
                of="(exp(-t*x) - exp(-t*y))**2/(2*t**2) + (exp(-t*x) - exp(-t*y))*exp(-t*y)/t",
                put={"y": "x"}, gives="0", because="a common factor vanishes", symbols=POSITIVE),
        Slope(about="and the slope of that in x", of="(exp(-t*x) - exp(-t*y))*exp(-t*y)/t", over="x",
              domain="(0, inf)", gives="-exp(-t*(x + y))", because="only one term moves", symbols=POSITIVE),
        Slope(about="whose integral over t > 0 is -1/(x + y), from 1/(x + y) at t = 0 to 0 at infinity",
              of="exp(-t*(x + y))/(x + y)", over="t", domain="(0, inf)", gives="-exp(-t*(x + y))",
              because="an antiderivative", symbols=POSITIVE),
        Computed(about="the integral for x = 1, y = 2, by integration", by=kernel_integral,
                 on={"x": ONE, "y": 2 * ONE}, gives="2*log(2) - 3*log(3/2)"),
    ),
)  # fmt: skip

METRIC = Claim(
    id="jsd-as-distance",
    says=r"$\sqrt{\mathrm{JSD}}$ is a metric on positive densities: symmetric, zero only for equal densities, and "
         r"$\sqrt{\mathrm{JSD}(p\|r)} \le \sqrt{\mathrm{JSD}(p\|q)} + \sqrt{\mathrm{JSD}(q\|r)}$.",
    sources=(ENDRES,),
    uses=("jensen-shannon-kernel", "jsd-zero-iff-equal"),
    proof=(
        Calc(about="JSD is the integral of A/2", start="JSD(p, q)",
             lines=(Line("Integral((p*log(p) + q*log(q) - (p + q)*log((p + q)/2))/2, x)", "split the logarithms"),
                    Line("JSD(q, p)", "p and q may be exchanged"))),
        Calc(about="at every point and every t: (u - w)^2 is at most this, by a square over s",
             start="(1 + s)*(u - v)**2 + (1 + 1/s)*(v - w)**2", symbols={"s": "(0, inf)"},
             lines=(Line("(u - w)**2 + (s*(u - v) - (v - w))**2/s", "u - w = (u - v) + (v - w)"),)),
        Special(about="integrated: JSD(p || r) <= (1 + s) a^2 + (1 + 1/s) b^2 for the roots a, b; with s = b/a",
                of="(1 + s)*a**2 + (1 + 1/s)*b**2", put={"s": "b/a"}, gives="(a + b)**2",
                because="the best s; if a = 0, p = q", symbols={"a": "(0, inf)", "b": "(0, inf)", "s": "(0, inf)"}),
        Computed(about="all triples of different laws on three points, in fifths: how many, how many strict",
                 by=triangles, on={"denominator": 5}, gives=(7980, 7980)),
    ),
)  # fmt: skip

AS_PRINTED = Claim(
    id="jsd-as-distance-as-printed",
    says="JSD itself is a distance, with a triangle inequality.",
    sources=(ENDRES,),
    entry="jsd-as-distance",
    printed=Printed(deck="003", heading="Jensen-Shannon divergence", rows=(41,),
                    sentence="Could be used as a distance measure!"),
    corrected_by=("jsd-as-distance",),
    instead=r"$\sqrt{\mathrm{JSD}}$ is a distance; JSD violates the triangle inequality.",
    proof=(
        Computed(about="JSD from (1, 0) to (0, 1)", by=jensen_shannon, on={"p": LEFT, "q": RIGHT}, gives="log(2)"),
        Computed(about="through (1/2, 1/2) it is 3/2 log(4/3)", by=through_the_middle, gives="3/2*log(4/3)"),
        Computed(about="which is shorter", by=through_the_middle, relation="<", gives="log(2)"),
    ),
)  # fmt: skip

CLAIMS = (KERNEL, METRIC, AS_PRINTED)
