"""JSD between multiples of two divergences without logarithms: triangular discrimination and squared Hellinger.

Says
    Delta/4 <= JSD <= (log 2)/2 Delta      with Delta = integral of (p - q)^2/(p + q)
    (log 2) H^2 <= JSD <= H^2              with H^2 = 1 - integral of sqrt(p q)
    The four constants are the best possible: one end of each is approached as q tends to p, the other is attained by
    laws on disjoint sets.

Source   Topsoe 2000
"""

from __future__ import annotations

from fractions import Fraction

from theory.inequalities.finite_laws import jensen_shannon, ratio, squared_hellinger, triangular
from theory.inequalities.generator_of_js import (
    ABOVE_HELLINGER,
    ABOVE_TRIANGULAR,
    BELOW_HELLINGER,
    BELOW_TRIANGULAR,
    TOPSOE,
)
from theory.proving.bound import Bound, Drop
from theory.proving.calc import Calc, Line
from theory.proving.claim import Claim, Needed
from theory.proving.computed import Computed
from theory.proving.dropped import Dropped
from theory.proving.expansion import Expansion

ONE, ZERO = Fraction(1), Fraction(0)
NORMALISED = r"$p$ and $q$ integrate to one"
APART = {"p": (ONE, ZERO), "q": (ZERO, ONE)}
NEAR = {"p": (ONE / 2, ONE / 2), "q": (ONE * 11 / 20, ONE * 9 / 20)}
JS_NEAR_ONE = Expansion(
    about="the generator of JSD near t = 1", of="(t*log(t) - (t + 1)*log((t + 1)/2))/2", over="t", at="1", value="0",
    slope="0", second="1/4", because="f'' = 1/(2t(t + 1))",
)  # fmt: skip

TRIANGULAR = Claim(
    id="jsd-between-triangular",
    says=r"$\frac14\Delta \le \mathrm{JSD} \le \frac{\log 2}{2}\Delta$ with $\Delta = \int\frac{(p-q)^2}{p+q}$; "
         r"neither constant can be improved.",
    sources=(TOPSOE,),
    proof=(
        Bound(about="the lower bound", start="JSD(p, q)",
              lines=(Drop("Delta(p, q)/4", dropped="JSD(p, q) - Delta(p, q)/4", because="the generators, at t = p/q",
                          lemma=ABOVE_TRIANGULAR, weight="q", argument="p/q", moving="q", to="p"),)),
        Bound(about="the upper bound", start="JSD(p, q)", relation="<=",
              lines=(Drop("log(2)/2*Delta(p, q)", dropped="log(2)/2*Delta(p, q) - JSD(p, q)",
                          because="the generators, at t = p/q",
                          lemma=BELOW_TRIANGULAR, weight="q", argument="p/q", moving="q", to="p"),)),
        JS_NEAR_ONE,
        Expansion(about="and that of Delta/4: the same, so the lower bound is sharp", of="(t - 1)**2/(4*(t + 1))",
                  over="t", at="1", value="0", slope="0", second="1/4", because="2/(4(t + 1)) at t = 1"),
        Computed(about="a lower constant 1% larger fails", by=ratio,
                 on={"above": jensen_shannon, "below": triangular, **NEAR}, relation="<", gives="101/100/4"),
        Computed(about="the upper bound is attained by laws on disjoint sets", by=ratio,
                 on={"above": jensen_shannon, "below": triangular, **APART}, gives="log(2)/2"),
    ),
)  # fmt: skip

HELLINGER_LOWER = Bound(
    about="the lower bound", start="JSD(p, q)",
    lines=(Drop("log(2)*(1 - Integral(sqrt(p*q), x))", dropped="JSD(p, q) - log(2)*H2(p, q)",
                because="the generators, at t = p/q",
                lemma=ABOVE_HELLINGER, weight="q", argument="p/q", moving="q", to="p"),),
)  # fmt: skip

HELLINGER = Claim(
    id="jsd-between-hellinger",
    says=r"$(\log 2)\,H^2 \le \mathrm{JSD} \le H^2$ with $H^2 = 1 - \int\sqrt{pq}$; neither constant can be improved.",
    assumes=(NORMALISED,),
    sources=(TOPSOE,),
    proof=(
        Calc(about="the squared Hellinger distance", start="H2(p, q)",
             lines=(Line("1 - Integral(sqrt(p*q), x)", "expand the square; p and q integrate to one"),)),
        HELLINGER_LOWER,
        Bound(about="the upper bound", start="JSD(p, q)", relation="<=",
              lines=(Drop("1 - Integral(sqrt(p*q), x)", dropped="H2(p, q) - JSD(p, q)",
                          because="the generators, at t = p/q",
                          lemma=BELOW_HELLINGER, weight="q", argument="p/q", moving="q", to="p"),)),
        JS_NEAR_ONE,
        Expansion(about="and that of H^2: the same, so the upper bound is sharp", of="(sqrt(t) - 1)**2/2",
                  over="t", at="1", value="0", slope="0", second="1/4", because="t^(-3/2)/4"),
        Computed(about="an upper constant 1% smaller fails", by=ratio,
                 on={"above": jensen_shannon, "below": squared_hellinger, **NEAR}, relation=">", gives="99/100"),
        Computed(about="the lower bound is attained by laws on disjoint sets", by=ratio,
                 on={"above": jensen_shannon, "below": squared_hellinger, **APART}, gives="log(2)"),
    ),
    needed=(Needed(hypothesis=NORMALISED,
                   shown_by=Dropped(about="1 - int sqrt(pq) needs it", step=HELLINGER_LOWER,
                                    change={"normalised": False})),),
)  # fmt: skip

CLAIMS = (TRIANGULAR, HELLINGER)
