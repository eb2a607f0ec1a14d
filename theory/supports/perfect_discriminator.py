r"""A smooth discriminator that is perfect, and has nothing to teach; and how near an almost perfect one comes to that.

Says
    Disjoint closed supports can be told apart by a smooth D that is 1 on one, 0 on the other, with gradient 0 on both:
    the saturating loss moves nothing.  If D is within eps of it, in value and in gradient, the generator's gradient is
    at most M eps/(1 - eps).  Laws that overlap have no such D: the best error is (1 - TV)/2.

Idea
    exp(-1/t) for t > 0, continued by 0, is smooth: all its derivatives are polynomials in u = 1/t times exp(-u).

Names
    t       the place between the supports: D = 1 for t <= 0, D = 0 for t >= 1
    e1      eps;  r, s, v   parts of it in (0, 1)

Source   Arjovsky and Bottou 2017, Theorems 2.1, 2.2, 2.4
"""

from __future__ import annotations

from fractions import Fraction

from flint import arb

from theory.inequalities.gaussian_pair import gaussian_overlap
from theory.proving.calc import Calc, Line
from theory.proving.claim import Claim, Experiment, Needed, Source
from theory.proving.computed import Computed
from theory.proving.extremum import Touches
from theory.proving.facts import Sign, Special
from theory.proving.gradient import Slope

AB = "Arjovsky and Bottou 2017, Towards principled methods for training GANs"
CLOSED = r"the supports are closed and disjoint"
CLOSE = r"$\sup|D - D^*| \le \epsilon$ and $\sup\|\nabla D - \nabla D^*\| \le \epsilon$, with $\epsilon < 1$"
UNIT = "(0, 1)"


def largest_fall(level: int, slope: int) -> Fraction:
    """How far below 1 a discriminator of that slope, 1 on all multiples of 2^-level, can fall: half a gap times the
    slope."""
    return slope * Fraction(1, 2**level) / 2


def best_error(mean: Fraction) -> arb:
    """The error of the best discriminator between N(0,1) and N(mean,1), equal priors: half the overlap, (1 - TV)/2."""
    return gaussian_overlap(mean) / 2


def best_error_in_closed_form(mean: Fraction) -> arb:
    """Phi(-mean/2)."""
    return (arb(mean.numerator) / mean.denominator / 2 / arb(2).sqrt()).erfc() / 2


SMOOTH = Claim(
    id="disjoint-supports-smooth-D",
    says=r"There is a smooth $D$ that is 1 on the one support, 0 on the other, with $\nabla D = 0$ on both, so with "
         r"this $D$ the saturating loss has gradient 0. (Shown on a line, with $D = \frac{b(1-t)}{b(t) + b(1-t)}$, "
         r"$b(t) = e^{-1/t}$, between the supports.) $-\log D$ is infinite on the fakes.",
    assumes=(CLOSED,),
    sources=(Source(AB, "Theorems 2.1 and 2.2"),),
    uses=("log-below-tangent",),
    proof=(
        Calc(about="between the supports D and 1 - D have the same form, from either end", symbols={"t": UNIT},
             start="1 - exp(-1/(1 - t))/(exp(-1/t) + exp(-1/(1 - t)))",
             lines=(Line("exp(-1/t)/(exp(-1/t) + exp(-1/(1 - t)))", "b(t) over the sum"),)),
        Sign(about="the sum below is never 0", symbols={"t": UNIT}, of="exp(-1/t) + exp(-1/(1 - t))",
             because="two positive terms"),
        Slope(about="b is flat at 0: its slope", of="exp(-1/t)", over="t", domain="(0, inf)", gives="exp(-1/t)/t**2",
              because="u^2 exp(-u) with u = 1/t"),
        Slope(about="any derivative is a polynomial in u times exp(-u); the next one", of="u**2*exp(-u)", over="u",
              domain="(0, inf)", gives="(2*u - u**2)*exp(-u)", because="times du/dt = -u^2"),
        Touches(about="log u <= u/(2 k) - 1 + log(2 k), so u^k exp(-u) <= (2 k/e)^k exp(-u/2), which tends to 0: k = 2",
                of="u/4 - 1 - log(u/4)", over="u", at="4", slope="1/4 - 1/u"),
        Special(about="on the fakes the gradient of log(1 - D) is -D'/(1 - D)", of="-b/(1 - y)",
                put={"b": "0", "y": "0"}, gives="0",
                because="nothing moves"),
    ),
    needed=(Needed(hypothesis=CLOSED,
                   shown_by=Computed(about="uniform on [0, 1] against a law on all the fractions k/2^j is singular, "
                                           "but a D of slope 10 that is 1 on those with j = 20 is nearly 1 everywhere",
                                     by=largest_fall, on={"level": 20, "slope": 10}, relation="<",
                                     gives=Fraction(1, 100000))),),
)  # fmt: skip

BOUND = Claim(
    id="near-perfect-discriminator-vanishing-gradient",
    entry="disjoint-supports-smooth-D",
    says=r"If $D^* = 0$ and $\nabla D^* = 0$ on the fakes, then $\|\nabla_\theta\mathbb{E}\log(1 - D(g_\theta(z)))\| "
         r"\le M\frac{\epsilon}{1-\epsilon}$, where $M$ bounds $\mathbb{E}\|J_\theta g\|$.",
    assumes=(CLOSE,),
    sources=(Source(AB, "Theorem 2.4"),),
    uses=("disjoint-supports-smooth-D",),
    proof=(
        Slope(about="the gradient of log(1 - D) by D", of="log(1 - y)", over="y", domain=UNIT, gives="-1/(1 - y)",
              because="times the slope of D, times that of g"),
        Calc(about="D = e r, |D'| = e s: what the bound for one z leaves over, with D <= e first",
             symbols={"e1": UNIT, "r": UNIT, "s": UNIT},
             start="e1/(1 - e1) - e1*s/(1 - e1*r)",
             lines=(Line("e1*((1 - s)*(1 - e1*r) + s*e1*(1 - r))/((1 - e1)*(1 - e1*r))", "one common denominator"),)),
        Sign(about="which is not negative", symbols={"e1": UNIT, "r": UNIT, "s": UNIT},
             of="e1*((1 - s)*(1 - e1*r) + s*e1*(1 - r))/((1 - e1)*(1 - e1*r))", because="products of positive factors"),
        Special(about="with eps = 1/100 a gradient is cut to 1/99 of M", of="e1/(1 - e1)", put={"e1": "1/100"},
                gives="1/99",
                because="eps/(1 - eps)"),
    ),
    needed=(Needed(hypothesis=CLOSE,
                   shown_by=Special(about="if D is close, but its slope is 1, the gradient is too: 1/(1 - eps)",
                                    of="b/(1 - e1)", put={"b": "1", "e1": "1/100"}, gives="100/99",
                                    because="the slopes must be close, too")),),
)  # fmt: skip

ALMOST = Claim(
    id="almost-perfect-d",
    says=r"The best discriminator errs with probability $\frac{1 - \mathrm{TV}}{2}$ (equal priors): 0 exactly for "
         r"mutually singular laws, but $\Phi(-\tfrac12) = 30.85\%$ for $\mathcal{N}(0, 1)$ against $\mathcal{N}(1, "
         r"1)$, however long it trains.",
    sources=(Source(AB, "Theorem 2.1 and Figure 1"),),
    uses=("best-accuracy-in-tv",),
    proof=(
        Special(about="TV = 1", of="(1 - v)/2", put={"v": "1"}, gives="0", because="no error"),
        Computed(about="N(0,1) and N(1,1): half the integral of min(p, q)", by=best_error, on={"mean": Fraction(1)},
                 gives="0.308537538725986896"),
        Computed(about="and Phi(-1/2)", by=best_error_in_closed_form, on={"mean": Fraction(1)},
                 gives="0.308537538725986896"),
    ),
)  # fmt: skip

ALMOST_TRAINED = Claim(
    id="almost-perfect-d-trained",
    entry="almost-perfect-d",
    says=r"A discriminator retrained against a frozen generator becomes almost perfect in few iterations, and the "
         r"generator's gradient falls by orders of magnitude.",
    sources=(Source(AB, "Figures 1 and 2"),),
    experiment=Experiment(
        name="perfect-discriminator",
        shows="error below 1% on separated manifolds; on N(0,1), N(1,1) never below 30.85% beyond "
                                "chance; the gradient's norm against the closed form"),
)  # fmt: skip

CLAIMS = (SMOOTH, BOUND, ALMOST, ALMOST_TRAINED)
