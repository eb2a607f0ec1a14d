"""Unequal numbers of real and fake points: the weighted Jensen-Shannon divergence.

Says
    With a share rho of real points, D* = rho p/(rho p + (1 - rho) q), and the best value of
    rho E_p log D + (1 - rho) E_q log(1 - D) is JSD_rho - h(rho).

Assumes
    0 < rho < 1; p and q are densities, positive where we look.

Idea
    rho p log y + (1 - rho) q log(1 - y) is again a log y + b log(1 - y); the constant log rho that leaves the first
    logarithm, and log(1 - rho) the second, add up to minus the entropy of the label.

Names
    h(rho)    -rho log rho - (1 - rho) log(1 - rho), the entropy of the label in nats
    JSD_rho   rho KL(p || m_rho) + (1 - rho) KL(q || m_rho),  m_rho = rho p + (1 - rho) q

Source   Lin 1991, Section IV
"""

from __future__ import annotations

from theory.proving.calc import Calc, Line
from theory.proving.claim import Claim, Needed, Source
from theory.proving.dropped import Dropped
from theory.proving.extremum import Extremum
from theory.proving.facts import Special

RHO = {"rho": "(0, 1)"}

WEIGHTED_POINT = Extremum(
    about="the best answer at one point", symbols=RHO, over="y",
    of="rho*p*log(y) + (1 - rho)*q*log(1 - y)",
    at="rho*p/(rho*p + (1 - rho)*q)",
    slope="(rho*p - (rho*p + (1 - rho)*q)*y)/(y*(1 - y))",
    curvature="-rho*p/y**2 - (1 - rho)*q/(1 - y)**2",
)  # fmt: skip

WEIGHTED = Claim(
    id="weighted-jsd",
    says=r"With class prior $\rho$, $D^* = \frac{\rho p}{\rho p + (1-\rho) q}$ and the best value is "
         r"$\mathrm{JSD}_\rho - h(\rho)$.",
    assumes=(r"$0 < \rho < 1$",
             r"$p$ and $q$ are densities, positive where we look"),
    sources=(Source("Lin 1991", "Section IV"),),
    proof=(
        WEIGHTED_POINT,
        Calc(
            about="the value there", symbols=RHO,
            start="rho*E_p(log(rho*p/(rho*p + (1 - rho)*q))) + (1 - rho)*E_q(log((1 - rho)*q/(rho*p + (1 - rho)*q)))",
            lines=(
                Line("rho*log(rho) + (1 - rho)*log(1 - rho) + rho*E_p(log(p/(rho*p + (1 - rho)*q))) + (1 - "
                     "rho)*E_q(log(q/(rho*p + (1 - rho)*q)))",
                     "log rho and log(1 - rho) are constants, and p and q integrate to one"),
                Line("rho*KL(p, rho*p + (1 - rho)*q) + (1 - rho)*KL(q, rho*p + (1 - rho)*q) - (-rho*log(rho) - (1 - "
                     "rho)*log(1 - rho))",
                     "the definitions of KL and of h(rho)"),
            ),
        ),
        Special(about="at rho = 1/2 it is half the usual value", symbols=RHO,
                of="rho*E_p(log(rho*p/(rho*p + (1 - rho)*q))) + (1 - rho)*E_q(log((1 - rho)*q/(rho*p + (1 - rho)*q)))",
                put={"rho": "1/2"}, gives="V(Dstar)/2", because="equal priors"),
    ),
    needed=(Needed(hypothesis=r"$0 < \rho < 1$",
            shown_by=Dropped(about="a prior outside (0, 1) has no maximum inside",
                             step=WEIGHTED_POINT, change={"symbols": {"rho": "real"}})),),
)  # fmt: skip

CLAIMS = (WEIGHTED,)
