"""What the best discriminator reports: 2 JSD - log 4, and when that is smallest.

Says
    V(D*, G) = -log 4 + 2 JSD(p || q), so the best a generator can do is -log 4, reached only at q = p, where D* = 1/2.

Assumes
    D is optimal and unrestricted; p and q are densities with respect to one measure.

Idea
    Put D* into V, write p + q = 2m, and let the two factors 2 leave the logarithms: each integral gives -log 2,
    because p and q integrate to one.

Names
    m      the mixture (p + q)/2
    V(D)   E_p log D + E_q log(1 - D)

Source   Goodfellow et al. 2014, Theorem 1
"""

from __future__ import annotations

from theory.minimax.tangent_lines import LOG_TANGENT
from theory.proving.bound import Bound, Drop
from theory.proving.calc import Calc, Line
from theory.proving.claim import Claim, Needed, Source
from theory.proving.facts import Differ, Number, Special

THEOREM_1 = Source("Goodfellow et al. 2014", "Theorem 1")

V_AT_DSTAR = Claim(
    id="v-at-dstar",
    says=r"$V(D^*, G) = -\log 4 + 2\,\mathrm{JSD}(p\,\|\,q)$.",
    assumes=(r"$D$ is the optimal discriminator", r"$p$ and $q$ integrate to one"),
    sources=(THEOREM_1,),
    uses=("optimal-discriminator",),
    proof=(
        Calc(
            about="the value of the game at the best discriminator",
            start="E_p(log(Dstar(x))) + E_q(log(1 - Dstar(x)))",
            lines=(
                Line("Integral(p*log(p/(p + q)) + q*log(q/(p + q)), x)", "1 - p/(p+q) = q/(p+q)"),
                Line("Integral(p*log(p/m) + q*log(q/m) - (p + q)*log(2), x)", "p + q = 2m"),
                Line("Integral(p*log(p/m) + q*log(q/m), x) - 2*log(2)", "p and q integrate to one"),
                Line("KL(p, m) + KL(q, m) - log(4)", "the definition of KL, twice"),
                Line("2*JSD(p, q) - log(4)", "the definition of JSD, with its two halves"),
            ),
        ),
        Number(about="on two points", of="V(Dstar)", is_about="-1.318650209982680158833717045074558"),
        Number(about="on two points", of="JSD(p, q)", is_about="0.033822075568605230000373598920897577"),
    ),
    needed=(
        Needed(
            hypothesis=r"$p$ and $q$ integrate to one",
            shown_by=Differ(about="without it", normalised=False, left="V(Dstar)", right="2*JSD(p, q) - log(4)"),
        ),
    ),
)

GLOBAL_MINIMUM = Claim(
    id="global-min-minus-log4",
    says=r"$\min_G V(D^*_G, G) = -\log 4$, reached if and only if $q = p$ almost everywhere.",
    assumes=(r"$D$ is re-optimised for every $G$",
             r"some generator has the law $p$"),
    sources=(THEOREM_1,),
    uses=("v-at-dstar",),
    proof=(
        Bound(
            about="the value is at least -log 4",
            start="V(Dstar)",
            lines=(
                Drop("KL(q, m) - log(4)", dropped="Integral(p*log(p/m), x)", because="KL(p || m) >= 0",
                     lemma=LOG_TANGENT, weight="p", argument="m/p", moving="q", to="p"),
                Drop("-log(4)", dropped="Integral(q*log(q/m), x)", because="KL(q || m) >= 0",
                     lemma=LOG_TANGENT, weight="q", argument="m/q", moving="q", to="p"),
            ),
        ),
        Special(about="the bound is reached", of="V(Dstar)", put={"q": "p"}, gives="-log(4)",
                because="at q = p both logarithms are log(1/2)"),
    ),
    needed=(Needed(hypothesis=r"$D$ is re-optimised for every $G$",
            shown_by=Number(about="with D* frozen at (2/3, 2/5), the generator with law p falls below -log 4 = -1.386",
               of="E_p(log(Dstar)) + E_p(log(1 - Dstar))", is_about="-1.465596876208")),),
)  # fmt: skip

DSTAR_HALF = Claim(
    id="dstar-half",
    says=r"If $q = p$ then $D^* = \tfrac12$ wherever $p > 0$.",
    assumes=(r"$p > 0$ at the point: elsewhere $D^*$ is arbitrary",),
    sources=(THEOREM_1,),
    uses=("optimal-discriminator",),
    proof=(Special(about="D* at q = p", of="p/(p + q)", put={"q": "p"}, gives="1/2", because="p/(2p)"),),
    needed=(
        Needed(
            hypothesis=r"$p > 0$ at the point: elsewhere $D^*$ is arbitrary",
            shown_by=Special(
                about="where p = q = 0 every y is as good",
                of="p*log(y) + q*log(1 - y)",
                put={"p": "0", "q": "0"},
                gives="0",
                because="nothing is ever shown there",
            ),
        ),
    ),
)

CLASSIFIER = Claim(
    id="discriminator-is-classifier",
    says=r"The least binary cross-entropy, with equal class priors, is $\log 2 - \mathrm{JSD}(p\,\|\,q)$.",
    assumes=(r"equal class priors",),
    sources=(THEOREM_1,),
    uses=("optimal-discriminator",),
    proof=(
        Calc(
            about="minus half the value of the game",
            start="-(E_p(log(Dstar)) + E_q(log(1 - Dstar)))/2",
            lines=(
                Line("-(2*JSD(p, q) - log(4))/2", "the value at D*"),
                Line("log(2) - JSD(p, q)", "log 4 = 2 log 2"),
            ),
        ),
    ),
    needed=(
        Needed(
            hypothesis=r"equal class priors",
            shown_by=Differ(
                about="with another prior",
                symbols={"rho": "(0, 1)"},
                right="log(2) - JSD(p, q)",
                left="-rho*E_p(log(Dstar)) - (1 - rho)*E_q(log(1 - Dstar))",
            ),
        ),
    ),
)

CLAIMS = (V_AT_DSTAR, GLOBAL_MINIMUM, DSTAR_HALF, CLASSIFIER)
