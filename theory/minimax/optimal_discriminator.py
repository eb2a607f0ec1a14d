"""The best discriminator against a fixed generator.

Says
    V(D) = E_p[log D] + E_q[log(1 - D)] is largest at D* = p/(p + q), and nowhere else (almost everywhere).

Assumes
    p and q are densities with respect to one measure, p + q > 0 where we look; D is any function with values in (0, 1).
    Where only one of p, q is positive the best value is at an end: D* = 1 or 0; where both vanish D is arbitrary.

Idea
    V is an integral of  p log y + q log(1 - y)  with y = D(x) free at every point: maximise a function of one variable.
    That V itself is maximal then needs no exchange of maximum and integral: V(D*) - V(D) is exhibited, and it is the
    integral of two quantities that are never negative.

Names
    a, b   the values of p and q at one point
    y      what the discriminator says there

Source   Goodfellow et al. 2014, Proposition 1
"""

from __future__ import annotations

from theory.minimax.tangent_lines import LOG_TANGENT
from theory.proving.bound import Bound, Drop
from theory.proving.calc import Calc, Line
from theory.proving.claim import Claim, Needed, Source
from theory.proving.dropped import Dropped
from theory.proving.extremum import Extremum
from theory.proving.facts import Differ

POSITIVE = {"a": "(0, inf)", "b": "(0, inf)"}

ONE_POINT = Extremum(
    about="at one point, a log y + b log(1 - y) has exactly one maximum",
    symbols=POSITIVE,
    of="a*log(y) + b*log(1 - y)",
    over="y",
    at="a/(a + b)",
    slope="(a - (a + b)*y)/(y*(1 - y))",
    curvature="-a/y**2 - b/(1 - y)**2",
)  # fmt: skip

OPTIMAL_DISCRIMINATOR = Claim(
    id="optimal-discriminator",
    says=r"$D^* = \frac{p}{p+q}$ maximises $V(D) = \mathbb{E}_p\log D + \mathbb{E}_q\log(1 - D)$, uniquely almost "
         r"everywhere.",
    assumes=(r"$p$ and $q$ are densities with respect to one measure, positive where we look",
             r"$D$ takes values in $(0, 1)$, and is not restricted otherwise"),
    sources=(Source("Goodfellow et al. 2014", "Proposition 1"),),
    proof=(
        ONE_POINT,
        Bound(
            about="no discriminator does better than D*",
            start="V(Dstar)",
            lines=(
                Drop(
                    "V(Dstar) - Integral(p*(D/Dstar - 1 - log(D/Dstar)), x)",
                    dropped="Integral(p*(D/Dstar - 1 - log(D/Dstar)), x)",
                    because="the loss on real points",
                    lemma=LOG_TANGENT, weight="p", argument="D/Dstar", moving="D", to="Dstar",
                ),
                Drop(
                    "V(D)",
                    dropped="Integral(q*((1 - D)/(1 - Dstar) - 1 - log((1 - D)/(1 - Dstar))), x)",
                    because="the loss on fakes; the linear parts of the two cancel",
                    lemma=LOG_TANGENT, weight="q", argument="(1 - D)/(1 - Dstar)", moving="D", to="Dstar",
                ),
            ),
        ),
    ),
    needed=(Needed(hypothesis=r"$p$ and $q$ are densities with respect to one measure, positive where we look",
            shown_by=Dropped(about="with weights of any sign there may be no maximum",
                             step=ONE_POINT, change={"symbols": {"a": "real", "b": "real"}})),),
)  # fmt: skip

SCORE_IS_POSTERIOR = Claim(
    id="score-is-posterior",
    says=r"$D^*(x)$ is the posterior probability that $x$ is real, when real and fake are shown equally often.",
    assumes=(r"equal class priors", r"the discriminator is optimal"),
    sources=(Source("Goodfellow et al. 2014", "Section 4.1"),),
    uses=("optimal-discriminator",),
    proof=(
        Calc(
            about="Bayes' rule with prior 1/2",
            start="(1/2)*p/((1/2)*p + (1/2)*q)",
            lines=(Line("p/(2*m)", "the evidence is the mixture m"), Line("Dstar", "2m = p + q")),
        ),
    ),
    needed=(
        Needed(
            hypothesis=r"equal class priors",
            shown_by=Differ(
                about="with another prior", symbols={"rho": "(0, 1)"}, left="rho*p/(rho*p + (1 - rho)*q)", right="Dstar"
            ),
        ),
    ),
)

CLAIMS = (OPTIMAL_DISCRIMINATOR, SCORE_IS_POSTERIOR)
