"""Label smoothing moves the best discriminator.

Says
    One-sided (real labels 1 - alpha):          D* = (1 - alpha) p/(p + q), never above 1 - alpha.
    Two-sided (fake labels beta as well):       D* = ((1 - alpha) p + beta q)/(p + q).
    At q = p the one-sided optimum is (1 - alpha)/2, not 1/2: a trained D that says 0.4375 may be a library's default.

Assumes
    0 < alpha < 1, 0 < beta < 1; p, q > 0 at the point.

Idea
    The integrand is still a log y + b log(1 - y), with other weights a and b.

Names
    y      what the discriminator says at one point
    alpha  how far real labels are moved down;  beta  how far fake labels are moved up

Source   Salimans et al. 2016, Section 3.4
"""

from __future__ import annotations

from theory.proving.claim import Claim, Needed, Source
from theory.proving.dropped import Dropped
from theory.proving.extremum import Extremum
from theory.proving.facts import Differ, Sign, Special

SOURCE = Source("Salimans et al. 2016", "Section 3.4")
ALPHA = {"alpha": "(0, 1)"}
BOTH = {"alpha": "(0, 1)", "beta": "(0, 1)"}

ONE_LABEL = Extremum(
    about="the best answer at one point", symbols=ALPHA, over="y",
    of="p*((1 - alpha)*log(y) + alpha*log(1 - y)) + q*log(1 - y)",
    at="(1 - alpha)*p/(p + q)",
    slope="((1 - alpha)*p - (p + q)*y)/(y*(1 - y))",
    curvature="-(1 - alpha)*p/y**2 - (alpha*p + q)/(1 - y)**2",
)  # fmt: skip

ONE_SIDED = Claim(
    id="one-sided-label-smoothing",
    says=r"With real labels $1 - \alpha$, $D^* = \frac{(1-\alpha)\,p}{p+q} < 1 - \alpha$.",
    assumes=(r"$0 < \alpha < 1$",
             r"$p, q > 0$ at the point"),
    sources=(SOURCE,),
    proof=(
        ONE_LABEL,
        Sign(about="it stays below 1 - alpha", symbols=ALPHA, of="(1 - alpha) - (1 - alpha)*p/(p + q)",
             because="it is (1 - alpha) q/(p+q)"),
        Special(about="at q = p", symbols=ALPHA, of="(1 - alpha)*p/(p + q)", put={"q": "p"}, gives="(1 - alpha)/2",
                because="half of the smoothed label"),
        Special(about="a library's default alpha = 1/8", symbols=ALPHA, of="(1 - alpha)*p/(p + q)",
                put={"q": "p", "alpha": "1/8"}, gives="0.4375", because="7/16"),
    ),
    needed=(Needed(hypothesis=r"$0 < \alpha < 1$",
            shown_by=Dropped(about="with any alpha the optimum may lie outside (0, 1)",
                             step=ONE_LABEL, change={"symbols": {"alpha": "real"}})),),
)  # fmt: skip

TWO_LABELS = Extremum(
    about="the best answer at one point", symbols=BOTH, over="y",
    of="p*((1 - alpha)*log(y) + alpha*log(1 - y)) + q*(beta*log(y) + (1 - beta)*log(1 - y))",
    at="((1 - alpha)*p + beta*q)/(p + q)",
    slope="((1 - alpha)*p + beta*q - (p + q)*y)/(y*(1 - y))",
    curvature="-((1 - alpha)*p + beta*q)/y**2 - (alpha*p + (1 - beta)*q)/(1 - y)**2",
)  # fmt: skip

TWO_SIDED = Claim(
    id="two-sided-label-smoothing",
    says=r"With real labels $1 - \alpha$ and fake labels $\beta$, $D^* = \frac{(1-\alpha)\,p + \beta q}{p+q}$.",
    assumes=(r"$0 < \alpha < 1$, $0 < \beta < 1$",
             r"$p, q > 0$ at the point"),
    sources=(SOURCE,),
    proof=(
        TWO_LABELS,
        Special(about="where there are no real points it still says beta: spurious modes are rewarded", symbols=BOTH,
                of="((1 - alpha)*p + beta*q)/(p + q)", put={"p": "0"}, gives="beta", because="beta q/q"),
        Differ(about="which the one-sided optimum does not", symbols=BOTH,
               left="((1 - alpha)*p + beta*q)/(p + q)", right="(1 - alpha)*p/(p + q)"),
    ),
    needed=(Needed(hypothesis=r"$0 < \alpha < 1$, $0 < \beta < 1$",
            shown_by=Dropped(about="with any alpha and beta the optimum may lie outside (0, 1)",
                             step=TWO_LABELS, change={"symbols": {"alpha": "real", "beta": "real"}})),),
)  # fmt: skip

CLAIMS = (ONE_SIDED, TWO_SIDED)
