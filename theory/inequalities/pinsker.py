"""Total variation bounded by KL: Pinsker's inequality, and the one of Bretagnolle and Huber for distant laws.

Says
    TV <= sqrt(KL(p || q)/2);  TV <= sqrt(1 - exp(-KL(p || q))), which says something even for large KL.
    The 1/2 of the first and the 1 before KL in the second are the best possible.

Idea
    Pinsker: t log t - t + 1 lies above 3 (t - 1)^2/(2 (t + 2)); this leaves a sum of squares, from which a free
    number s makes 4 s TV - 2 s^2; then s = TV.
    Bretagnolle-Huber: KL >= -2 log B with B the integral of sqrt(p q) (log below its tangent), and
    B <= sqrt(1 - TV^2), since sqrt(p q) = sqrt(min max) and min, max integrate to 1 - TV, 1 + TV.

Names
    b, c, s    free positive numbers, chosen at the end
    v          a value of TV

Source   Tsybakov 2009, Lemmas 2.5 and 2.6; Bretagnolle and Huber 1979
"""

from __future__ import annotations

from fractions import Fraction

from flint import arb

from theory.inequalities.finite_laws import Law, kullback_leibler, ratio, squared_variation
from theory.minimax.tangent_lines import LOG_TANGENT
from theory.proving.bound import Bound, Drop
from theory.proving.claim import Claim, Needed, Source
from theory.proving.computed import Computed
from theory.proving.dropped import Dropped
from theory.proving.expansion import Expansion
from theory.proving.facts import Special
from theory.proving.generators import Convex
from theory.proving.two_sides import TwoSidedBound

ONE, ZERO = Fraction(1), Fraction(0)
TSYBAKOV = "Tsybakov 2009, Introduction to Nonparametric Estimation"
NORMALISED = r"$p$ and $q$ integrate to one"


def bretagnolle_huber_gap(p: Law, q: Law, power: Fraction) -> arb:
    """1 - exp(-power KL(p || q)) - TV^2: the bound says that it is not negative for power = 1."""
    kl = kullback_leibler(p, q)
    return 1 - (-kl * power.numerator / power.denominator).exp() - squared_variation(p, q)


GENERATOR = Claim(
    id="kl-generator-above-a-square",
    says=r"$t\log t - t + 1 \ge \frac{3(t-1)^2}{2(t+2)}$ for $t > 0$, with equality only at $t = 1$.",
    sources=(Source(TSYBAKOV, "Lemma 2.5"),),
    proof=(
        Convex(about="the gap is convex: (t + 2)^3 - 27 t = (t - 1)^2 (t + 8)", over="t", at="1",
               of="t*log(t) - t + 1 - 3*(t - 1)**2/(2*(t + 2))", slope="log(t) - 3*(t - 1)*(t + 5)/(2*(t + 2)**2)",
               curvature="(t - 1)**2*(t + 8)/(t*(t + 2)**3)"),
    ),
)  # fmt: skip

SQUARES = Bound(
    about="KL is at least a sum of squares, and that at least 4 s TV - 2 s^2", start="KL(p, q)",
    lines=(Drop("Integral(3*(p - q)**2/(2*(p + 2*q)), x)",
                dropped="KL(p, q) - Integral(3*(p - q)**2/(2*(p + 2*q)), x)", because="the generators, at t = p/q",
                lemma=GENERATOR, weight="q", argument="p/q", moving="q", to="p"),),
)  # fmt: skip
FREE_NUMBER = TwoSidedBound(
    about="a square with a free number s", start="Integral(3*(p - q)**2/(2*(p + 2*q)), x)",
    lines=(Drop("4*s*TV(p, q) - 2*s**2",
                dropped="Integral(3/(2*(p + 2*q))*(abs(p - q) - 2*s/3*(p + 2*q))**2, x)",
                because="expand the square; p + 2q integrates to 3"),),
)  # fmt: skip

PINSKER = Claim(
    id="pinsker-inequality",
    says=r"$\mathrm{TV} \le \sqrt{\frac12\mathrm{KL}(p\|q)}$; the constant $\frac12$ is the best possible, "
         r"approached as "
         r"TV tends to 0.",
    assumes=(NORMALISED,),
    sources=(Source(TSYBAKOV, "Lemma 2.5"),),
    proof=(
        SQUARES,
        FREE_NUMBER,
        Special(about="with s = TV: KL >= 2 TV^2", of="4*s*TV(p, q) - 2*s**2", put={"s": "TV(p, q)"},
                gives="2*TV(p, q)**2", because="the best s"),
        Expansion(about="sharp: P = ((1 + w)/2, (1 - w)/2) and Q = (1/2, 1/2) have TV = w/2 and KL = w^2/2 + o(w^2)",
                  of="((1 + w)*log(1 + w) + (1 - w)*log(1 - w))/2", over="w", value="0", slope="0", second="1",
                  because="1/(1 - w^2) at w = 0"),
        Computed(about="a constant 1% smaller fails: TV^2/KL at w = 1/100", by=ratio,
                 on={"above": squared_variation, "below": kullback_leibler,
                     "p": (ONE * 101 / 200, ONE * 99 / 200), "q": (ONE / 2, ONE / 2)},
                 relation=">", gives="99/100/2"),
    ),
    needed=(Needed(hypothesis=NORMALISED,
                   shown_by=Dropped(about="the integral of p + 2q is 3 only then", step=FREE_NUMBER,
                                    change={"normalised": False})),),
)  # fmt: skip

AFFINITY = Bound(
    about="KL and the integral of sqrt(p q)", start="KL(p, q)", symbols={"b": "(0, inf)"},
    lines=(Drop("2 - 2*Integral(sqrt(p*q), x)/b - 2*log(b)",
                dropped="Integral(2*p*(sqrt(q/p)/b - 1 - log(sqrt(q/p)/b)), x)", because="log lies below its tangent",
                lemma=LOG_TANGENT, weight="2*p", argument="sqrt(q/p)/b"),),
)  # fmt: skip

BRETAGNOLLE_HUBER = Claim(
    id="bretagnolle-huber-inequality",
    says=r"$\mathrm{TV} \le \sqrt{1 - e^{-\mathrm{KL}(p\|q)}}$; with $e^{-c\,\mathrm{KL}}$ in its place it fails for "
         r"$c = \frac{99}{100}$.",
    assumes=(NORMALISED,),
    sources=(Source(TSYBAKOV, "Lemma 2.6"),),
    proof=(
        AFFINITY,
        Special(about="with b the integral B of sqrt(p q): exp(-KL) <= B^2", symbols={"b": "(0, inf)"},
                of="2 - 2*Integral(sqrt(p*q), x)/b - 2*log(b)", put={"b": "Integral(sqrt(p*q), x)"},
                gives="-2*log(Integral(sqrt(p*q), x))", because="the best b"),
        TwoSidedBound(about="B against TV, with a free number c", symbols={"c": "(0, inf)"}, relation="<=",
                      start="Integral(sqrt(p*q), x)",
                      lines=(Drop("(c*(1 - TV(p, q)) + (1 + TV(p, q))/c)/2",
                                  dropped="Integral((sqrt(c*min(p, q)) - sqrt(max(p, q)/c))**2/2, x)",
                                  because="sqrt(p q) = sqrt(min max); the integral of min is 1 - TV"),)),
        Special(about="with c = sqrt((1 + v)/(1 - v)), v = TV: B^2 <= 1 - TV^2",
                symbols={"v": "(0, 1)", "c": "(0, inf)"},
                of="((c*(1 - v) + (1 + v)/c)/2)**2", put={"c": "sqrt((1 + v)/(1 - v))"}, gives="1 - v**2",
                because="both terms are sqrt(1 - v^2); so TV^2 <= 1 - B^2 <= 1 - exp(-KL)"),
        Computed(about="P = (1, 0), Q = (1/4, 3/4): the bound holds, 3/4 >= 9/16", by=bretagnolle_huber_gap,
                 on={"p": (ONE, ZERO), "q": (ONE / 4, 3 * ONE / 4), "power": ONE}, gives="3/4 - 9/16"),
        Computed(about="P = (1, 0), Q = (2^-101, 1 - 2^-101): with 99/100 before KL it fails", by=bretagnolle_huber_gap,
                 on={"p": (ONE, ZERO), "q": (ONE / 2**101, 1 - ONE / 2**101), "power": ONE * 99 / 100},
                 relation="<", gives=0),
    ),
    needed=(Needed(hypothesis=NORMALISED,
                   shown_by=Dropped(about="for masses that differ", step=AFFINITY, change={"normalised": False})),),
)  # fmt: skip

CLAIMS = (GENERATOR, PINSKER, BRETAGNOLLE_HUBER)
