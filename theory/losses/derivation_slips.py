r"""The optimum derived line by line, with the slips of the slides: one letter, one bracket, one base, one word.

Says
    int p log D + q log(1 - D) is *maximised* over D, by p/(p + q).  Adding and subtracting log 2 makes two divergences
    to the mixture, and -2 log 2 *outside* the integral.
    Each misprint is another formula: with q in both terms nothing is discriminated; with "minimise" there is no
    optimum; with a density in place of D* the logarithm does not exist; with log to base 2 the value is another number;
    without the bracket after the minus sign there is no stationary point.

Idea
    Put the printed formula in the place of the right one, and look at two points.

Names
    a, b    values of p and q at one point;  y  what the discriminator says there
    e       a small number

Source   Goodfellow et al. 2014, Proposition 1 and Theorem 1
"""

from __future__ import annotations

from fractions import Fraction

from theory.deciding.balls import Case
from theory.proving.calc import Calc, Line
from theory.proving.claim import Claim, Needed, Printed, Source
from theory.proving.dropped import Dropped
from theory.proving.extremum import Extremum
from theory.proving.facts import Differ, Number, Sign, Special
from theory.proving.gradient import Slope

PROPOSITION_1 = Source("Goodfellow et al. 2014", "Proposition 1")
THEOREM_1 = Source("Goodfellow et al. 2014", "Theorem 1")
ONE, HALF = Fraction(1), Fraction(1, 2)
POSITIVE = {"a": "(0, inf)", "b": "(0, inf)"}
FAIR = Case({"p": (HALF, HALF), "q": (HALF, HALF)}, {}, (ONE, ONE))

FIRST_TERM = Claim(
    id="value-first-term",
    entry="v-integral-pG",
    says=r"The first term of $V$ is $\int p_{data}\log D\,dx$; with $D = \tfrac12$ everywhere $V = -\log 4$, and the "
         r"best $D$ does better by $2\,\mathrm{JSD}(p\,\|\,q)$.",
    sources=(PROPOSITION_1,),
    uses=("v-at-dstar",),
    proof=(
        Calc(about="V in data space", start="V(D)",
             lines=(Line("Integral(p*log(D), x) + Integral(q*log(1 - D), x)", "an average is an integral"),)),
        Special(about="at D = 1/2", of="Integral(p*log(D), x) + Integral(q*log(1 - D), x)", put={"D": "1/2"},
                gives="-log(4)", because="log(1/2), twice"),
        Calc(about="what the best D gains", start="V(Dstar) + log(4)", lines=(Line("2*JSD(p, q)", "v-at-dstar"),)),
    ),
)  # fmt: skip

TWICE_Q = Claim(
    id="v-integral-pG",
    says=r"$V = \int p_G\log D\,dx + \int p_G\log(1 - D)\,dx$.",
    sources=(PROPOSITION_1,),
    printed=Printed(deck="000", heading="Point-02", rows=(11,), ocr=True,
                    sentence=r"$\int_{data} P_G(x)\log D(x)\,dx + \int P_G(x)\log(1 - D(x))\,dx$"),
    instead=r"The first integral is $\int p_{data}\log D\,dx$.",
    corrected_by=("value-first-term",),
    proof=(
        Extremum(about="as printed, the best answer is 1/2 at every point, whatever the laws",
                 symbols={"b": "(0, inf)"},
                 over="y", of="b*log(y) + b*log(1 - y)", at="1/2", slope="b*(1 - 2*y)/(y*(1 - y))",
                 curvature="-b/y**2 - b/(1 - y)**2"),
        Special(about="and the value is -log 4 for every generator", of="E_q(log(D)) + E_q(log(1 - D))",
                put={"D": "1/2"}, gives="-log(4)", because="q integrates to one"),
        Differ(about="the right value depends on the generator", left="V(Dstar)", right="-log(4)"),
    ),
)  # fmt: skip

MAXIMUM = Extremum(about="the integrand has one stationary point, and it is the maximum", symbols=POSITIVE, over="y",
                   of="a*log(y) + b*log(1 - y)", at="a/(a + b)", slope="(a - (a + b)*y)/(y*(1 - y))",
                   curvature="-a/y**2 - b/(1 - y)**2")  # fmt: skip

STATIONARY = Claim(
    id="stationary-point-is-the-maximum",
    entry="minimize-for-maximize",
    says=r"$a\log y + b\log(1 - y)$ is strictly concave: its stationary point $\frac{a}{a+b}$ is its maximum, and it "
         r"has no minimum.",
    assumes=(r"$a, b > 0$",),
    sources=(PROPOSITION_1,),
    proof=(
        MAXIMUM,
        Special(about="at y = exp(-t), for large t, it is below every bound", symbols={**POSITIVE, "t": "(0, inf)"},
                of="a*log(y)", put={"y": "exp(-t)"}, gives="-a*t", because="and b log(1 - y) < 0"),
    ),
    needed=(Needed(hypothesis=r"$a, b > 0$",
                   shown_by=Dropped(about="with weights of both signs", step=MAXIMUM,
                                    change={"symbols": {"a": "real", "b": "real"}})),),
)  # fmt: skip

MINIMISE = Claim(
    id="minimize-for-maximize",
    says=r"Setting the derivative of $V$ by $D(x)$ to zero minimises $V$.",
    sources=(PROPOSITION_1,),
    printed=Printed(deck="000", heading="Point-01, Proving point-01", rows=(13,),
                    sentence=r"Hence in order to minimize $V(D,G)$ we need to differentiate it wrt $D(x)$"),
    instead=r"To maximise: the stationary point is the maximum, and the infimum is $-\infty$.",
    corrected_by=("stationary-point-is-the-maximum", "optimal-discriminator"),
    proof=(
        Number(about="on two points, V at D*", of="V(Dstar)", is_about="-1.318650209982680158833717045074558"),
        Special(about="at D = 1/2 it is lower already", of="V(D)", put={"D": "1/2"}, gives="-log(4)",
                because="-1.386"),
        Number(about="and at D = (1/100, 99/100) much lower", of="V(D)", is_about="-5.7640004844",
               case=Case({"p": (HALF, HALF), "q": (Fraction(1, 4), Fraction(3, 4)),
                          "D": (Fraction(1, 100), Fraction(99, 100))}, {}, (ONE, ONE))),
        Sign(about="the curvature at the stationary point is that of a maximum", symbols=POSITIVE,
             of="-(a + b)**3/(a*b)", positive=False, because="-a/y^2 - b/(1 - y)^2 at y = a/(a+b)"),
    ),
)  # fmt: skip

LETTERS = Claim(
    id="dstar-under-the-logarithms",
    entry="pG-star-for-DG-star",
    says=r"$V(D^*_G, G) = \int p\log D^*_G + q\log(1 - D^*_G)\,dx = \int p\log\frac{p}{p+q} + q\log\frac{q}{p+q}\,dx$, "
         r"and both arguments lie in $(0, 1)$.",
    sources=(THEOREM_1,),
    uses=("optimal-discriminator",),
    proof=(
        Calc(about="put D* in", start="V(Dstar)",
             lines=(Line("Integral(p*log(Dstar) + q*log(1 - Dstar), x)", "the definition"),
                    Line("Integral(p*log(p/(p + q)) + q*log(q/(p + q)), x)", "1 - p/(p+q) = q/(p+q)"))),
        Sign(about="D* > 0", of="p/(p + q)", because="p, q > 0"),
        Sign(about="1 - D* > 0", of="1 - p/(p + q)", because="it is q/(p+q)"),
    ),
)  # fmt: skip

DENSITY_IN_LOG = Claim(
    id="pG-star-for-DG-star",
    says=r"The value at the optimum is $\int p\log p_G^*(x) + q\log(1 - p_G^*(x))\,dx$, with a density $p_G^*$.",
    sources=(THEOREM_1,),
    printed=Printed(deck="000", heading="Point-02", rows=(14,), ocr=True,
                    sentence=r"$\log(p_G^*(x))$, $\log(1 - p_G^*(x))$"),
    instead=r"$D_G^*$ stands in both places.",
    corrected_by=("dstar-under-the-logarithms",),
    proof=(
        Sign(about="a density may exceed 1: that of N(0, 1/100) is 10/sqrt(2 pi) = 3.99 at 0", of="10/sqrt(2*pi) - 3",
             because="sqrt(2 pi) < 10/3"),
        Sign(about="and 1 minus it is negative: the logarithm is not real", of="1 - 10/sqrt(2*pi)", positive=False,
             because="it is -2.99"),
        Differ(about="with q itself for D* the value is another even where it exists",
               left="Integral(p*log(q/2) + q*log(1 - q/2), x)", right="V(Dstar)"),
    ),
)  # fmt: skip

ADD_LOG_2 = Calc(
    about="add and subtract log 2", start="Integral(p*log(p/(p + q)) + q*log(q/(p + q)), x)",
    lines=(Line("Integral(-log(2)*(p + q), x) + Integral(p*log(2*p/(p + q)), x) + Integral(q*log(2*q/(p + q)), x)",
                "log(p/(p+q)) = log(2p/(p+q)) - log 2"),
           Line("-2*log(2) + Integral(p*log(2*p/(p + q)) + q*log(2*q/(p + q)), x)", "p + q integrates to 2")),
)  # fmt: skip

LOG_2 = Claim(
    id="add-subtract-log2",
    says=r"$\int p\log\frac{p}{p+q} + q\log\frac{q}{p+q} = -\log 2\int(p + q) + \int p\log\frac{2p}{p+q} + \int "
         r"q\log\frac{2q}{p+q}$, and $\int (p + q) = 2$.",
    assumes=(r"$p$ and $q$ integrate to one",),
    sources=(THEOREM_1,),
    proof=(ADD_LOG_2,),
    needed=(Needed(hypothesis=r"$p$ and $q$ integrate to one",
                   shown_by=Dropped(about="for other masses", step=ADD_LOG_2, change={"normalised": False})),),
)  # fmt: skip

BASE_2 = Claim(
    id="log2-of-sum-misprint",
    says=r"The subtracted term is $-\log_2(p + q)$, and then $-\log_2(2)\cdot 2$ under the integral.",
    sources=(THEOREM_1,),
    printed=Printed(deck="000", heading="Point-02", rows=(15, 16), ocr=True,
                    sentence=r"$-\log_2(p_{data}(x) + p_g(x))$ and $\int_x(-\log_2(2)\cdot(2) + \dots)\,dx$"),
    instead=r"$-\log(2)\,(p + q)$ under the integral, which is $-2\log 2$ outside it.",
    corrected_by=("add-subtract-log2",),
    proof=(
        Number(about="on two fair points the right term is -2 log 2", of="Integral(-log(2)*(p + q), x)", case=FAIR,
               is_about="-1.3862943611198906188344642429164"),
        Special(about="the printed one is 0 at each of the points", of="-log2(p + q)", put={"p": "1/2", "q": "1/2"},
                gives="0", because="log 1 = 0"),
        Sign(about="-log_2(2) times 2 is -2, which is less than -log 4", of="-log2(2)*2 + log(4)", positive=False,
             because="log 4 = 1.386"),
        Number(about="and a constant c under the integral counts the points: here 2, on R^d no number",
               of="Integral(-log2(2)*2, x)", case=FAIR, is_about="-4.00000000000000000000"),
    ),
)  # fmt: skip

SECOND_TERM = Claim(
    id="v-second-term",
    says=r"$1 - D^* = \frac{q}{p+q}$, so the second term of the value is $\mathbb{E}_q\log\frac{q}{p+q}$, and the two "
         r"terms add up to $\mathrm{KL}(p\,\|\,m) + \mathrm{KL}(q\,\|\,m) - 2\log 2$.",
    assumes=(r"$p$ and $q$ integrate to one",),
    sources=(THEOREM_1,),
    proof=(
        Calc(about="1 - D*", start="1 - Dstar", lines=(Line("q/(p + q)", "1 - p/(p+q)"),)),
        Calc(about="the two terms", start="E_p(log(p/(p + q))) + E_q(log(q/(p + q)))",
             lines=(Line("KL(p, m) + KL(q, m) - 2*log(2)", "p + q = 2m, twice"),)),
        Differ(about="with p above in the second term it would be another value",
               left="E_p(log(p/(p + q))) + E_q(log(p/(p + q)))", right="KL(p, m) + KL(q, m) - 2*log(2)"),
    ),
    needed=(Needed(hypothesis=r"$p$ and $q$ integrate to one",
                   shown_by=Differ(about="for other masses", normalised=False,
                                   left="E_p(log(p/(p + q))) + E_q(log(q/(p + q)))",
                                   right="KL(p, m) + KL(q, m) - 2*log(2)")),),
)  # fmt: skip

MINIMUM = Extremum(about="the cost at one point", symbols=POSITIVE, over="y", maximum=False,
                   of="-(a*log(y) + b*log(1 - y))", at="a/(a + b)", slope="-(a - (a + b)*y)/(y*(1 - y))",
                   curvature="a/y**2 + b/(1 - y)**2")  # fmt: skip

COST = Claim(
    id="discriminator-cost-at-a-point",
    entry="jd-pointwise-sign",
    says=r"$J_D(x) = -[a\log y + b\log(1 - y)]$ is strictly convex, with its only minimum at $y = \frac{a}{a+b}$.",
    assumes=(r"$a, b > 0$",),
    sources=(PROPOSITION_1,),
    proof=(MINIMUM,),
    needed=(Needed(hypothesis=r"$a, b > 0$",
                   shown_by=Dropped(about="with weights of both signs", step=MINIMUM,
                                    change={"symbols": {"a": "real", "b": "real"}})),),
)  # fmt: skip

LOST_BRACKET = Claim(
    id="jd-pointwise-sign",
    says=r"$J_D(x) = -P_r\log D + P_g\log(1 - D)$ has the stationary point $\frac{P_r}{P_r + P_g}$.",
    sources=(PROPOSITION_1,),
    printed=Printed(deck="004", heading="Fix G, what is the best D?", rows=(52,),
                    sentence=r"$J_D(x) = -P_r(x)\log D(x) + P_g(x)\log(1 - D(x))$"),
    instead=r"$J_D(x) = -[P_r\log D + P_g\log(1 - D)]$: the minus sign stands before both terms.",
    corrected_by=("discriminator-cost-at-a-point",),
    proof=(
        Slope(about="the slope as printed", symbols=POSITIVE, of="-a*log(y) + b*log(1 - y)", over="y", domain="(0, 1)",
              gives="-a/y - b/(1 - y)", because="both terms fall"),
        Sign(about="it is negative everywhere: no stationary point in (0, 1)", symbols={**POSITIVE, "y": "(0, 1)"},
             of="-a/y - b/(1 - y)", positive=False, because="a, b > 0"),
        Special(about="at P_r = 3/10, P_g = 1/10 and D = 3/4, the right answer, it is -4/5", symbols=POSITIVE,
                of="-a/y - b/(1 - y)", put={"a": "3/10", "b": "1/10", "y": "3/4"}, gives="-4/5", because="not 0"),
        Special(about="its only formal root is outside: a/(a - b) = 3/2", symbols={"y": "nonzero"},
                of="-a/y - b/(1 - y)", put={"a": "3/10", "b": "1/10", "y": "3/2"}, gives="0", because="3/2 > 1"),
    ),
)  # fmt: skip

CLAIMS = (FIRST_TERM, TWICE_Q, STATIONARY, MINIMISE, LETTERS, DENSITY_IN_LOG, LOG_2, BASE_2, SECOND_TERM, COST,
          LOST_BRACKET)  # fmt: skip
