"""How much a discriminator loses by not being the best one, exactly.

Says
    2 JSD - log 4 - V(D) = integral of (p + q) kl(D* || D), where kl is the Kullback-Leibler divergence between two
    coins.  Hence every discriminator gives a lower bound: JSD >= V(D)/2 + log 2.

Assumes
    p and q are densities; D takes values in (0, 1).

Idea
    p = (p + q) D* and q = (p + q)(1 - D*): the two losses become one average of a divergence between coins.

Names
    kl(a || b)   a log(a/b) + (1-a) log((1-a)/(1-b))

Source   elementary; the bound is the variational bound of Nowozin et al. 2016 for the GAN divergence
"""

from __future__ import annotations

from theory.minimax.tangent_lines import LOG_TANGENT
from theory.proving.bound import Bound, Drop
from theory.proving.calc import Calc, Line
from theory.proving.claim import Claim, Needed, Source
from theory.proving.facts import Differ

SOURCE = Source("Nowozin et al. 2016", "Section 2.2")

REGRET = Claim(
    id="regret-identity",
    says=r"$2\,\mathrm{JSD} - \log 4 - V(D) = \int (p + q)\,\mathrm{kl}(D^*\|D)\,dx$, where $\mathrm{kl}$ is that of "
         r"two coins.",
    assumes=(r"$p$ and $q$ are densities",
             r"$D$ takes values in $(0, 1)$"),
    sources=(SOURCE,),
    uses=("v-at-dstar",),
    proof=(
        Calc(
            about="what D loses against D*", start="2*JSD(p, q) - log(4) - V(D)",
            lines=(
                Line("V(Dstar) - V(D)", "the value at D*"),
                Line("Integral(p*log(Dstar/D) + q*log((1 - Dstar)/(1 - D)), x)", "differences of logarithms"),
                Line("Integral((p + q)*(Dstar*log(Dstar/D) + (1 - Dstar)*log((1 - Dstar)/(1 - D))), x)",
                     "p = (p+q) D* and q = (p+q)(1 - D*)"),
            ),
        ),
    ),
    needed=(Needed(hypothesis=r"$p$ and $q$ are densities",
            shown_by=Differ(about="without normalisation", normalised=False, left="2*JSD(p, q) - log(4) - V(D)",
               right="Integral(p*log(Dstar/D) + q*log((1 - Dstar)/(1 - D)), x)")),),
)  # fmt: skip

CERTIFIED_BOUND = Claim(
    id="any-discriminator-bounds-jsd",
    says=r"$\mathrm{JSD}(p\,\|\,q) \ge \tfrac12 V(D) + \log 2$ for every discriminator, with equality only at $D^*$.",
    assumes=(r"$p$ and $q$ are densities",
             r"$D$ takes values in $(0, 1)$"),
    sources=(SOURCE,),
    uses=("regret-identity",),
    proof=(
        Bound(
            about="half the regret is dropped, in two positive parts", start="JSD(p, q)",
            lines=(
                Drop("V(D)/2 + log(2) + Integral(q*((1 - D)/(1 - Dstar) - 1 - log((1 - D)/(1 - Dstar))), x)/2",
                     dropped="Integral(p*(D/Dstar - 1 - log(D/Dstar)), x)/2", because="the loss on real points",
                     lemma=LOG_TANGENT, weight="p/2", argument="D/Dstar", moving="D", to="Dstar"),
                Drop("V(D)/2 + log(2)",
                     dropped="Integral(q*((1 - D)/(1 - Dstar) - 1 - log((1 - D)/(1 - Dstar))), x)/2",
                     because="the loss on fakes",
                     lemma=LOG_TANGENT, weight="q/2", argument="(1 - D)/(1 - Dstar)", moving="D", to="Dstar"),
            ),
        ),
    ),
    needed=(Needed(hypothesis=r"$p$ and $q$ are densities",
            shown_by=Differ(about="without normalisation, not even D* reaches the bound",
                            normalised=False, left="JSD(p, q)",
               right="V(Dstar)/2 + log(2)")),),
)  # fmt: skip

CLAIMS = (REGRET, CERTIFIED_BOUND)
