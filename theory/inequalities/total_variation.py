"""JSD and triangular discrimination between two functions of total variation.

Says
    log 2 - h((1 - TV)/2) <= JSD <= (log 2) TV      with h the binary entropy; both ends are attained for every TV
    2 TV^2 <= Delta <= 2 TV                         both ends are attained for every TV
    TV <= sqrt(2 JSD)                               a corollary

Idea
    Upper ends: compare generators.  Lower end of JSD: integrate min(p, q) times the tangent of f at a point c, taken at
    t = max/min; the integrals of min and max are 1 - TV and 1 + TV, and c = (1 + TV)/(1 - TV) makes the rest vanish.
    Lower end of Delta: a square with a free number s, then s = TV.

Names
    f    the generator of JSD;  f(t) = t f(1/t)
    v    a value of TV

Source   Lin 1991, Theorem 3; Gilardoni 2006; Topsoe 2000
"""

from __future__ import annotations

from fractions import Fraction

from theory.inequalities.finite_laws import jensen_shannon, ratio, squared_variation, total_variation, triangular
from theory.inequalities.generator_of_js import BELOW_VARIATION, TOPSOE
from theory.proving.bound import Bound, Drop
from theory.proving.calc import Calc, Line
from theory.proving.claim import Claim, Needed, Source
from theory.proving.computed import Computed
from theory.proving.dropped import Dropped
from theory.proving.expansion import Expansion
from theory.proving.facts import Special
from theory.proving.generators import Convex
from theory.proving.two_sides import TwoSidedBound

ONE, ZERO = Fraction(1), Fraction(0)
LIN, GILARDONI = Source("Lin 1991", "Theorem 3"), Source("Gilardoni 2006, On the minimum f-divergence for given TV")
NORMALISED = r"$p$ and $q$ integrate to one"
AT_C, SLOPE_AT_C = "(c*log(c) - (c + 1)*log((c + 1)/2))/2", "log(2*c/(c + 1))/2"
RATIO = "max(p, q)/min(p, q)"
TANGENT_BOUND = f"(1 - TV(p, q))*{AT_C} + {SLOPE_AT_C}*(1 + TV(p, q) - c*(1 - TV(p, q)))"
POSITIVE = {"c": "(0, inf)"}
UNIT = {"v": "(0, 1)"}
#: At v = 1/2: the laws that share as little as they can, and those that differ by reversal.
SPLIT = {"p": (ONE / 2, ZERO, ONE / 2), "q": (ZERO, ONE / 2, ONE / 2)}
REVERSED = {"p": (ONE * 3 / 4, ONE / 4), "q": (ONE / 4, ONE * 3 / 4)}
NEARLY_EQUAL = {"p": (ONE * 101 / 200, ONE * 99 / 200), "q": (ONE * 99 / 200, ONE * 101 / 200)}

TANGENT = Claim(
    id="jensen-shannon-generator-above-its-tangents",
    says=r"The generator $f$ of JSD lies above its tangent at every point $c > 0$: "
         r"$f(t) \ge f(c) + f'(c)(t - c)$ for $t > 0$, with equality only at $t = c$.",
    sources=(TOPSOE,),
    proof=(
        Convex(about="f is convex", over="t", at="c", symbols=POSITIVE,
               of=f"(t*log(t) - (t + 1)*log((t + 1)/2))/2 - {AT_C} - {SLOPE_AT_C}*(t - c)",
               slope=f"log(2*t/(t + 1))/2 - {SLOPE_AT_C}", curvature="1/(2*t*(t + 1))"),
    ),
)  # fmt: skip

UPPER = Claim(
    id="jsd-at-most-log2-tv",
    says=r"$\mathrm{JSD} \le (\log 2)\,\mathrm{TV}$; attained for every value $v$ of TV, by "
         r"$P = (v, 0, 1 - v)$ and $Q = (0, v, 1 - v)$.",
    sources=(LIN,),
    proof=(
        Bound(about="the generators, integrated", start="JSD(p, q)", relation="<=",
              lines=(Drop("log(2)*TV(p, q)", dropped="log(2)*TV(p, q) - JSD(p, q)",
                          because="the generators, at t = p/q",
                          lemma=BELOW_VARIATION, weight="q", argument="p/q", moving="q", to="p"),)),
        Calc(about="attained: each of v, v contributes half of v log 2", symbols=UNIT,
             start="(v*log(v/(v/2)) + v*log(v/(v/2)) + 2*(1 - v)*log((1 - v)/(1 - v)))/2",
             lines=(Line("v*log(2)", "m = (v/2, v/2, 1 - v)"),)),
        Computed(about="those laws at v = 1/2", by=ratio,
                 on={"above": jensen_shannon, "below": total_variation, **SPLIT}, gives="log(2)"),
    ),
)  # fmt: skip

LOWER_STEP = TwoSidedBound(
    about="the tangent at c, integrated", symbols=POSITIVE, start="JSD(p, q)",
    lines=(Drop(TANGENT_BOUND, dropped=f"JSD(p, q) - ({TANGENT_BOUND})",
                because="f(t) = t f(1/t), so JSD is the integral of min f(max/min)",
                lemma=TANGENT, weight="min(p, q)", argument=RATIO),),
)  # fmt: skip

LOWER = Claim(
    id="jsd-at-least-in-tv",
    says=r"$\mathrm{JSD} \ge \log 2 - h\left(\frac{1 - \mathrm{TV}}{2}\right)$ with "
         r"$h(u) = -u\log u - (1 - u)\log(1 - u)$; attained for every value $v$ of TV, by "
         r"$P = (\frac{1+v}{2}, \frac{1-v}{2})$ and $Q$ reversed.",
    assumes=(NORMALISED,),
    sources=(GILARDONI,),
    proof=(
        LOWER_STEP,
        Special(about="at c = (1 + TV)/(1 - TV) the second term vanishes", of=TANGENT_BOUND, symbols=POSITIVE,
                put={"c": "(1 + TV(p, q))/(1 - TV(p, q))"},
                gives="(1 + TV(p, q))/2*log((1 + TV(p, q))/(1 - TV(p, q))) - log(1/(1 - TV(p, q)))",
                because="1 + TV = c (1 - TV)"),
        Calc(about="which is log 2 - h, with v for TV", symbols=UNIT,
             start="(1 + v)/2*log((1 + v)/(1 - v)) - log(1/(1 - v))",
             lines=(
                 Line("((1 + v)*log(1 + v) + (1 - v)*log(1 - v))/2", "collect log(1 + v) and log(1 - v)"),
                 Line("log(2) + (1 - v)/2*log((1 - v)/2) + (1 - (1 - v)/2)*log(1 - (1 - v)/2)",
                      "1 - (1 - v)/2 = (1 + v)/2"),
             )),
        Calc(about="attained: JSD of the two reversed laws, where m = (1/2, 1/2)", symbols=UNIT,
             start="((1 + v)/2*log((1 + v)/2/(1/2)) + (1 - v)/2*log((1 - v)/2/(1/2)))",
             lines=(Line("((1 + v)*log(1 + v) + (1 - v)*log(1 - v))/2", "both halves are the same"),)),
        Computed(about="those laws at v = 1/2", by=jensen_shannon, on=REVERSED,
                 gives="log(2) + 1/4*log(1/4) + 3/4*log(3/4)"),
    ),
    needed=(Needed(hypothesis=NORMALISED,
                   shown_by=Dropped(about="the integral of min is 1 - TV only then", step=LOWER_STEP,
                                    change={"normalised": False})),),
)  # fmt: skip

SQUARE = TwoSidedBound(
    about="a square with a free number s", start="Delta(p, q)",
    lines=(Drop("4*s*TV(p, q) - 2*s**2", dropped="Integral((abs(p - q) - s*(p + q))**2/(p + q), x)",
                because="expand the square; p + q integrates to 2"),),
)  # fmt: skip

TRIANGULAR = Claim(
    id="triangular-between-tv",
    says=r"$2\,\mathrm{TV}^2 \le \Delta \le 2\,\mathrm{TV}$; each end is attained for every value of TV.",
    assumes=(NORMALISED,),
    sources=(TOPSOE,),
    proof=(
        SQUARE,
        Special(about="with s = TV", of="4*s*TV(p, q) - 2*s**2", put={"s": "TV(p, q)"}, gives="2*TV(p, q)**2",
                because="the best s"),
        TwoSidedBound(about="the upper end", start="Delta(p, q)", relation="<=",
                      lines=(Drop("2*TV(p, q)", dropped="Integral(2*abs(p - q)*min(p, q)/(p + q), x)",
                                  because="|p - q| <= p + q, and p + q - |p - q| = 2 min(p, q)"),)),
        Calc(about="the lower end is attained by reversed laws", symbols=UNIT, start="2*((1 + v)/2 - (1 - v)/2)**2",
             lines=(Line("2*v**2", "each of two points has p - q = v or -v and p + q = 1"),)),
        Computed(about="those laws at v = 1/2", by=triangular, on=REVERSED, gives="1/2"),
        Calc(about="the upper end is attained by (v, 0, 1 - v) and (0, v, 1 - v)", symbols=UNIT,
             start="v**2/v + v**2/v",
             lines=(Line("2*v", "two points that only one law has"),)),
        Computed(about="those laws at v = 1/2", by=ratio,
                 on={"above": triangular, "below": total_variation, **SPLIT}, gives="2"),
    ),
    needed=(Needed(hypothesis=NORMALISED,
                   shown_by=Dropped(about="the integral of p + q is 2 only then", step=SQUARE,
                                    change={"normalised": False})),),
)  # fmt: skip

ROOT = Claim(
    id="tv-at-most-root-two-jsd",
    says=r"$\mathrm{TV} \le \sqrt{2\,\mathrm{JSD}}$; the constant 2 is the best possible, approached as TV tends to 0.",
    assumes=(NORMALISED,),
    sources=(LIN,),
    uses=("jsd-between-triangular",),
    proof=(
        SQUARE,
        Calc(about="JSD >= Delta/4 >= this, with s = TV", start="(4*TV(p, q)*TV(p, q) - 2*TV(p, q)**2)/4",
             lines=(Line("TV(p, q)**2/2", "so 2 JSD >= TV^2"),)),
        Expansion(about="sharp: the smallest JSD for TV = v is v^2/2 + o(v^2)", over="v",
                  of="((1 + v)*log(1 + v) + (1 - v)*log(1 - v))/2", value="0", slope="0", second="1",
                  because="1/(1 - v^2) at v = 0"),
        Computed(about="a constant 1% smaller fails: TV^2/JSD at v = 1/100", by=ratio,
                 on={"above": squared_variation, "below": jensen_shannon, **NEARLY_EQUAL},
                 relation=">", gives="99/100*2"),
    ),
    needed=(Needed(hypothesis=NORMALISED,
                   shown_by=Dropped(about="the integral of p + q is 2 only then", step=SQUARE,
                                    change={"normalised": False})),),
)  # fmt: skip

CLAIMS = (TANGENT, UPPER, LOWER, TRIANGULAR, ROOT)
