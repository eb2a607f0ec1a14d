r"""The two costs of the game, and what each of them depends on.

Says
    J_D = -V and J_G = E_q log(1 - D), both to be minimised.  Both contain D and q: J_G depends on the discriminator's
    parameters too.  V is a function of D and G; min over G of max over D of V is one number.

Idea
    A constant discriminator, D = sigmoid(w), already moves J_G.

Names
    w    the logit of a constant discriminator

Source   Goodfellow et al. 2014, Section 3
"""

from __future__ import annotations

from theory.proving.calc import Calc, Line
from theory.proving.claim import Claim, Printed, Source
from theory.proving.facts import Differ, Number, Special
from theory.proving.gradient import Slope

SECTION_3 = Source("Goodfellow et al. 2014", "Section 3")

COSTS = Claim(
    id="jd-jg-definition",
    says=r"$J_D = -[\mathbb{E}_p\log D + \mathbb{E}_q\log(1 - D)] = -V$ and $J_G = \mathbb{E}_q\log(1 - D)$, both to "
         r"be minimised.",
    sources=(SECTION_3,),
    proof=(
        Calc(about="the discriminator's cost", start="-(E_p(log(D)) + E_q(log(1 - D)))", lines=(Line("-V(D)", "V"),)),
        Calc(about="the generator's cost is the part of V that has q", start="E_q(log(1 - D))",
             lines=(Line("V(D) - E_p(log(D))", "V without its first term"),)),
    ),
)  # fmt: skip

ARGUMENTS = Claim(
    id="generator-cost-depends-on-both",
    entry="jg-arguments",
    says=r"$J_G = J_G(\theta_d, \theta_g)$: for $D = \sigma(w)$ everywhere, $\partial J_G/\partial w = -\sigma(w)$.",
    sources=(SECTION_3,),
    proof=(
        Special(about="the cost with a constant D", symbols={"w": "real"}, of="E_q(log(1 - D))",
                put={"D": "sigmoid(w)"},
                gives="log(1 - sigmoid(w))", because="q integrates to one"),
        Slope(about="its slope", of="log(1 - sigmoid(w))", over="w", gives="-sigmoid(w)", because="it is -softplus(w)"),
    ),
)  # fmt: skip

ONE_ARGUMENT = Claim(
    id="jg-arguments",
    says=r"The generator's cost depends on the generator's parameters alone.",
    sources=(SECTION_3,),
    printed=Printed(deck="004", heading="Mathematical descriptions for GAN", rows=(48,),
                    sentence=r"$J_D := J_D(\theta_d, \theta_g)$, $J_G := J_G(\theta_g)$"),
    instead=r"$J_G = J_G(\theta_d, \theta_g)$: it contains $D$.",
    corrected_by=("generator-cost-depends-on-both",),
    proof=(
        Slope(about="for D = sigmoid(w) the cost moves with w", of="log(1 - sigmoid(w))", over="w", gives="-sigmoid(w)",
              because="the law is not involved"),
        Special(about="by -1/2 at w = 0", symbols={"w": "real"}, of="-sigmoid(w)", put={"w": "0"}, gives="-1/2",
                because="not 0"),
        Differ(about="two discriminators, two costs", left="E_q(log(1 - D))", right="E_q(log(1 - Dstar))"),
    ),
)  # fmt: skip

NOTATION = Claim(
    id="minmax-notation",
    says=r"$\min_G\max_D V(G, D)$ is one number, $-\log 4$; $V(G, D)$ is a function of both.",
    sources=(SECTION_3,),
    uses=("global-min-minus-log4",),
    proof=(
        Special(about="the number", of="V(Dstar)", put={"q": "p"}, gives="-log(4)", because="the optimum over both"),
        Differ(about="V moves with D", left="V(D)", right="V(Dstar)"),
        Differ(about="and with q", left="V(Dstar)", right="-log(4)"),
    ),
)  # fmt: skip

NOTATION_AS_PRINTED = Claim(
    id="minmax-notation-as-printed",
    entry="minmax-notation",
    says=r"$V(G, D)$ equals the minimax value, for all $G$ and $D$.",
    sources=(SECTION_3,),
    printed=Printed(deck="003", heading="Vanila GAN", rows=(38,),
                    sentence=r"$V(G, D) = \min_G\max_D \mathbb{E}\log D + \mathbb{E}\log(1 - D(G(z)))$"),
    instead=r"$\min_G\max_D V(G, D)$, with $V$ defined before.",
    corrected_by=("minmax-notation",),
    proof=(
        Differ(about="the left side depends on D, the right side is the number -log 4", left="V(D)", right="-log(4)"),
        Number(about="on two points at D*", of="V(Dstar)", is_about="-1.318650209982680158833717045074558"),
    ),
)  # fmt: skip

CLAIMS = (COSTS, ARGUMENTS, ONE_ARGUMENT, NOTATION, NOTATION_AS_PRINTED)
