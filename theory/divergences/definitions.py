r"""KL and JSD by definition: the ways they are printed, what they are not, and their signs.

Says
    KL(p || q) = E_p log(p/q) = -E_p log(q/p) is an *integral*; its integrand may be negative; it is not
    symmetric.  JSD is the mean KL to the mixture; it is symmetric, H(m) - H(p)/2 - H(q)/2, and the information that a
    point carries about a fair label.

Idea
    Logarithms of quotients, and two points.

Names
    a, b    values of P_g and P_r at one point

Source   Lin 1991; Cover and Thomas 2006, Section 2.3
"""

from __future__ import annotations

from fractions import Fraction

from theory.divergences.finite_values import jsd, kl
from theory.proving.calc import Calc, Line
from theory.proving.claim import Claim, Needed, Printed, Source
from theory.proving.computed import Computed
from theory.proving.extremum import Touches
from theory.proving.facts import Differ, Number, Sign, Special

COVER = Source("Cover and Thomas 2006", "Section 2.3")
LIN = Source("Lin 1991", "Sections III and IV")
HALF, QUARTER = Fraction(1, 2), Fraction(1, 4)
P, Q = (HALF, HALF), (QUARTER, 3 * QUARTER)
CONTINUOUS = r"$q > 0$ where $p > 0$; elsewhere $\mathrm{KL} = \infty$"
POSITIVE = {"a": "(0, inf)", "b": "(0, inf)"}

KL = Claim(
    id="kl-definition",
    says=r"$\mathrm{KL}(p\,\|\,q) = \int p\log\frac pq = -\int p\log\frac qp = \mathbb{E}_p[\log p - \log q]$.",
    assumes=(CONTINUOUS,),
    sources=(COVER,),
    proof=(
        Calc(about="the three forms", start="KL(p, q)",
             lines=(Line("Integral(p*log(p/q), x)", "the definition"),
                    Line("-Integral(p*log(q/p), x)", "log(p/q) = -log(q/p)"),
                    Line("E_p(log(p) - log(q))", "an average"))),
        Number(about="on two points", of="KL(p, q)", is_about="0.14384103622589046371960950299691372"),
        Computed(about="the same by adding up fractions of logarithms", by=kl, on={"p": P, "q": Q}, gives="log(4/3)/2"),
    ),
    needed=(Needed(hypothesis=CONTINUOUS,
                   shown_by=Computed(about="p = (1/2, 1/2), q = (1, 0)", by=kl,
                                     on={"p": P, "q": (Fraction(1), Fraction(0))},
                                     gives="infinity")),),
)  # fmt: skip

ASYMMETRIC = Claim(
    id="kl-asymmetric",
    says=r"$\mathrm{KL}(p\,\|\,q) \ne \mathrm{KL}(q\,\|\,p)$ in general.",
    sources=(COVER,),
    proof=(
        Differ(about="two small laws tell them apart", left="KL(p, q)", right="KL(q, p)"),
        Number(about="p = (1/2, 1/2), q = (1/4, 3/4): the one is", of="KL(p, q)",
               is_about="0.14384103622589046371960950299691372"),
        Number(about="the other", of="KL(q, p)", is_about="0.13081203594113695912920180623371771"),
    ),
)  # fmt: skip

CLOSENESS = Claim(
    id="closeness-by-divergence",
    says=r"KL and JSD measure closeness: they are not negative and vanish exactly for equal laws; "
         r"$\mathrm{KL}(q\,\|\,p) = \int q\log\frac qp = -\int q\log\frac pq$.",
    sources=(COVER, LIN),
    uses=("kl-nonnegative", "jsd-zero-iff-equal"),
    proof=(
        Calc(about="the two printed forms", start="KL(q, p)",
             lines=(Line("Integral(q*log(q/p), x)", "the definition"),
                    Line("-Integral(q*log(p/q), x)", "the inverse"))),
        Special(about="equal laws", of="KL(q, p) + JSD(p, q)", put={"q": "p"}, gives="0", because="log 1 = 0"),
    ),
)  # fmt: skip

JSD = Claim(
    id="jsd-definition",
    says=r"$\mathrm{JSD}(p\,\|\,q) = \tfrac12[\mathrm{KL}(p\,\|\,m) + \mathrm{KL}(q\,\|\,m)]$, $m = \tfrac12(p + q)$: "
         r"symmetric, equal to $H(m) - \tfrac12 H(p) - \tfrac12 H(q)$, an f-divergence with $f(t) = \tfrac12[t\log t - "
         r"(1 + t)\log\frac{1+t}{2}]$, and finite for all laws.",
    sources=(LIN,),
    uses=("jsd-max-iff-singular",),
    proof=(
        Calc(about="the entropy form", start="JSD(p, q)",
             lines=(Line("(KL(p, m) + KL(q, m))/2", "the definition"),
                    Line("H(m) - H(p)/2 - H(q)/2", "log(p/m) = log p - log m"))),
        Calc(about="symmetry", start="JSD(p, q)", lines=(Line("JSD(q, p)", "m does not change"),)),
        Calc(about="the f-form", start="Integral(p*((q/p)*log(q/p) - (1 + q/p)*log((1 + q/p)/2))/2, x)",
             lines=(Line("JSD(p, q)", "p f(q/p), with (1 + q/p)/2 = m/p"),)),
        Calc(about="information about a fair label: label entropy less what is left of it, log 2 - E h(D*)",
             start="log(2) + Integral(m*(Dstar*log(Dstar) + (1 - Dstar)*log(1 - Dstar)), x)",
             lines=(Line("JSD(p, q)", "m D* = p/2, and D* = p/(2m)"),)),
        Computed(about="on two points", by=jsd, on={"p": P, "q": Q}, gives="0.033822075568605230000373598920897577"),
    ),
)  # fmt: skip

BOTH = Claim(
    id="js-js-kl-definitions-004",
    says=r"$JS(p_1\,\|\,p_2) = \tfrac12 KL(p_1\,\|\,\tfrac{p_1+p_2}{2}) + \tfrac12 KL(p_2\,\|\,\tfrac{p_1+p_2}{2})$ "
         r"and $KL(p_1\,\|\,p_2) = \mathbb{E}_{p_1}\log\frac{p_1}{p_2}$.",
    sources=(LIN,),
    uses=("kl-definition", "jsd-definition"),
    proof=(
        Calc(about="the first", start="(E_p(log(p/((p + q)/2))) + E_q(log(q/((p + q)/2))))/2",
             lines=(Line("JSD(p, q)", "the definition"),)),
        Calc(about="the second", start="E_p(log(p/q))", lines=(Line("KL(p, q)", "the definition"),)),
    ),
)  # fmt: skip

INTEGRAND = Claim(
    id="kl-pg-pr-integrand-table",
    says=r"The integrand $P_g\log\frac{P_g}{P_r}$ is small where $P_g$ is small and $P_r$ large (a missed mode is "
         r"cheap), large where $P_g$ is large and $P_r$ small (a fake is dear); its least value is $-P_r/e$, at $P_g = "
         r"P_r/e$.",
    sources=(COVER,),
    proof=(
        Special(about="what it exceeds -P_r/e by, at P_g = P_r exp(v - 1)", symbols={**POSITIVE, "v": "real"},
                of="a*log(a/b) + b/exp(1)",
                put={"a": "b*exp(v - 1)"}, gives="b/exp(1)*((v - 1)*exp(v) + 1)", because="log(a/b) = v - 1"),
        Touches(about="which is positive but at v = 0, that is P_g = P_r/e", of="(v - 1)*exp(v) + 1", over="v", at="0",
                slope="v*exp(v)",
                domain="real"),
        Special(about="where it is", symbols=POSITIVE, of="a*log(a/b)", put={"a": "b/exp(1)"}, gives="-b/exp(1)",
                because="log(1/e) = -1"),
        Special(about="P_g = 1/100, P_r = 1/2", symbols=POSITIVE, of="a*log(a/b)", put={"a": "1/100", "b": "1/2"},
                gives="-log(50)/100",
                because="-0.039"),
        Special(about="P_g = 1/2, P_r = 1/100", symbols=POSITIVE, of="a*log(a/b)", put={"a": "1/2", "b": "1/100"},
                gives="log(50)/2",
                because="1.956"),
        Special(about="P_r = exp(-t): without bound as P_r -> 0", symbols={**POSITIVE, "t": "(0, inf)"},
                of="a*log(a/b)",
                put={"a": "1/2", "b": "exp(-t)"}, gives="(t - log(2))/2", because="it grows with t"),
    ),
)  # fmt: skip

INTEGRAL = Claim(
    id="kl-is-an-integral",
    entry="kl-missing-sum",
    says=r"$\mathrm{KL}(P_g\,\|\,P_r) = \int P_g\log\frac{P_g}{P_r}\,dx \ge 0$, though the integrand may be negative.",
    sources=(COVER,),
    uses=("kl-nonnegative",),
    proof=(
        Calc(about="the definition", start="KL(q, p)", lines=(Line("Integral(q*log(q/p), x)", "an integral"),)),
        Number(about="on two points", of="KL(q, p)", is_about="0.13081203594113695912920180623371771"),
        Sign(about="where q = 1/4 and p = 1/2 the integrand is negative", of="log(1/2)/4", positive=False,
             because="log(1/2) < 0"),
    ),
)  # fmt: skip

NO_SUM = Claim(
    id="kl-missing-sum",
    says=r"$KL(p_g\,\|\,p_r) = P_g(x)\log\frac{P_g(x)}{P_r(x)}$, for each $x$.",
    sources=(COVER,),
    printed=Printed(deck="004", heading="Mode collapse by the log D trick", rows=(58,),
                    sentence=r"$KL(p_g\,\|\,p_r) = P_g(x)\log\frac{P_g(x)}{P_r(x)}$"),
    instead=r"The integral (or sum) of that.",
    corrected_by=("kl-is-an-integral", "kl-pg-pr-integrand-table"),
    proof=(
        Differ(about="the integrand is not the integral", left="q*log(q/p)", right="KL(q, p)"),
        Special(about="at P_g = 1/100, P_r = 1/2 it is negative, as no KL is", symbols=POSITIVE, of="a*log(a/b)",
                put={"a": "1/100", "b": "1/2"}, gives="-log(50)/100", because="-0.039"),
    ),
)  # fmt: skip

CLAIMS = (KL, ASYMMETRIC, CLOSENESS, JSD, BOTH, INTEGRAND, INTEGRAL, NO_SUM)
