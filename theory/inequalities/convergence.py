"""What JSD -> 0 means for the densities: convergence in L1, not at any single point.

Says
    JSD -> 0, TV -> 0 and V(D*, G) -> -log 4 are one and the same; then the integral of |p_g - p_data| tends to 0.
    There are densities with JSD -> 0 that converge at no point at all.

Idea
    TV^2/2 <= JSD <= (log 2) TV, and V(D*) = 2 JSD - log 4.
    The typewriter: on [0, 1], level by level, an interval of length l = 2^-level slides from left to right; the density
    is 2 on it and a little below 1 elsewhere.  Every point is met once on every level.

Names
    l    the length of the interval; TV to the uniform density is l

Source   Lin 1991, Theorem 3; Billingsley 1995, Section 20 (convergence in probability without convergence)
"""

from __future__ import annotations

from fractions import Fraction

from theory.inequalities.generator_of_js import ABOVE_TRIANGULAR, BELOW_VARIATION
from theory.proving.bound import Bound, Drop
from theory.proving.calc import Calc, Line
from theory.proving.claim import Claim, Needed, Printed, Source
from theory.proving.computed import Computed
from theory.proving.dropped import Dropped
from theory.proving.facts import Special
from theory.proving.two_sides import TwoSidedBound

ONE = Fraction(1)
LIN = Source("Lin 1991", "Theorem 3")
NORMALISED = r"$p$ and $q$ integrate to one"
LENGTH = {"l": "(0, 1)"}


def typewriter(level: int, place: int, x: Fraction) -> Fraction:
    """The density at x in [0, 1) when the interval of length 2^-level stands at place/2^level."""
    length = Fraction(1, 2**level)
    inside = place * length <= x < (place + 1) * length
    return Fraction(2) if inside else 1 - length / (1 - length)


def seen_at(x: Fraction, level: int) -> tuple[tuple[Fraction, int], ...]:
    """The values that the density takes at x on one level, each with how often."""
    values = [typewriter(level, place, x) for place in range(2**level)]
    return tuple((value, values.count(value)) for value in sorted(set(values)))


def points_met_once(points: int, level: int) -> int:
    """At how many of the points k/points the density is 2 exactly once on that level."""
    grid = [Fraction(k, points) for k in range(points)]
    return sum(1 for x in grid if sum(typewriter(level, place, x) == 2 for place in range(2**level)) == 1)


def total_variation_to_uniform(level: int) -> Fraction:
    """TV between the density and 1: half of the integral of |h| over the interval and its complement."""
    length = Fraction(1, 2**level)
    return (length * abs(typewriter(level, 0, Fraction(0)) - 1)
            + (1 - length) * abs(typewriter(level, 0, 1 - length) - 1)) / 2  # fmt: skip


LOWER = TwoSidedBound(
    about="JSD >= Delta/4 >= s TV - s^2/2 for every number s", start="JSD(p, q)",
    lines=(Drop("Delta(p, q)/4", dropped="JSD(p, q) - Delta(p, q)/4", because="the generators, at t = p/q",
                lemma=ABOVE_TRIANGULAR, weight="q", argument="p/q", moving="q", to="p"),
           Drop("s*TV(p, q) - s**2/2", dropped="Integral((abs(p - q) - s*(p + q))**2/(p + q), x)/4",
                because="expand the square; p + q integrates to 2")),
)  # fmt: skip
WITH_S_TV = Special(about="which is TV^2/2 at s = TV", of="s*TV(p, q) - s**2/2", put={"s": "TV(p, q)"},
                    gives="TV(p, q)**2/2", because="the best s")  # fmt: skip

CONVERGENCE = Claim(
    id="jsd-to-zero-convergence",
    says=r"$\frac12\mathrm{TV}^2 \le \mathrm{JSD} \le (\log 2)\,\mathrm{TV}$ and $V(D^*) = 2\,\mathrm{JSD} - "
         r"\log 4$: so "
         r"$\mathrm{JSD} \to 0$, $\mathrm{TV} \to 0$ and $V(D^*) \to -\log 4$ are the same, and then "
         r"$\int|p - q| = 2\,\mathrm{TV} \to 0$.",
    assumes=(NORMALISED,),
    sources=(LIN,),
    uses=("jsd-at-least-in-tv",),
    proof=(
        LOWER,
        WITH_S_TV,
        Bound(about="JSD <= (log 2) TV", start="JSD(p, q)", relation="<=",
              lines=(Drop("log(2)*TV(p, q)", dropped="log(2)*TV(p, q) - JSD(p, q)",
                          because="the generators, at t = p/q",
                          lemma=BELOW_VARIATION, weight="q", argument="p/q", moving="q", to="p"),)),
        Calc(about="the value of the game", start="V(Dstar)",
             lines=(Line("2*JSD(p, q) - log(4)", "the definition of JSD"),)),
        Calc(about="the distance in L1", start="Integral(abs(p - q), x)", lines=(Line("2*TV(p, q)", "twice TV"),)),
    ),
    needed=(Needed(hypothesis=NORMALISED,
                   shown_by=Dropped(about="for masses that differ", step=LOWER, change={"normalised": False})),),
)  # fmt: skip

POINTWISE = Claim(
    id="jsd-to-zero-convergence-as-printed",
    says=r"If $\mathrm{JSD} \to 0$ then $p_g(x) \to p_{data}(x)$ at every point $x$.",
    sources=(LIN,),
    entry="jsd-to-zero-convergence",
    uses=("jsd-at-most-log2-tv",),
    printed=Printed(deck="000", heading="Global minima of the Criterion", rows=(17,),
                    sentence=r"JSD $\to 0$, $p_g(x) \to p_{data}(x)$, $V \to -\log(4)$"),
    corrected_by=("jsd-to-zero-convergence",),
    instead="The densities converge in $L^1$; they need not converge at any point.",
    proof=(
        Calc(about="2 on an interval of length l, 1 - l/(1 - l) elsewhere: a density", symbols=LENGTH,
             start="2*l + (1 - l/(1 - l))*(1 - l)", lines=(Line("1", "l + (1 - l) - l + l"),)),
        Calc(about="its TV to the uniform density, so JSD <= l log 2", symbols=LENGTH,
             start="(l*abs(2 - 1) + (1 - l)*abs(1 - l/(1 - l) - 1))/2", lines=(Line("l", "both parts are l"),)),
        Computed(about="that distance on level 10", by=total_variation_to_uniform, on={"level": 10}, gives=ONE / 1024),
        Computed(about="what is seen at x = 1/3 on level 3", by=seen_at, on={"x": ONE / 3, "level": 3},
                 gives=((ONE * 6 / 7, 7), (2 * ONE, 1))),
        Computed(about="and on level 6, at TV 1/64: still a 2, once", by=seen_at, on={"x": ONE / 3, "level": 6},
                 gives=((ONE * 62 / 63, 63), (2 * ONE, 1))),
        Computed(about="at every one of 100 points there is exactly one 2 on level 5", by=points_met_once,
                 on={"points": 100, "level": 5}, gives=100),
    ),
)  # fmt: skip

CLAIMS = (CONVERGENCE, POINTWISE)
