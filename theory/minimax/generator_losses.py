"""The two generator losses, seen from the logit: why one saturates and the other does not.

Says
    With D = sigmoid(a):   d/da log(1 - D) = -D,   which fades as D -> 0;
                           d/da (-log D)   = -(1 - D),   which tends to -1.
    Their ratio is (1 - D)/D: 99 at D = 0.01.

Assumes
    D = sigmoid(a) with a real logit a.  As a function of D itself, log(1 - D) does not flatten: its slope tends to -1.

Idea
    log(1 - sigmoid(a)) = -softplus(a), whose slope is -sigmoid(a).

Names
    a    the logit
    D    sigmoid(a), between 0 and 1

Source   Goodfellow et al. 2014, Section 3; Arjovsky and Bottou 2017, Section 2.2
"""

from __future__ import annotations

from theory.proving.calc import Calc, Line
from theory.proving.claim import Claim, Needed, Source
from theory.proving.facts import Differ, Special
from theory.proving.gradient import Slope

SOURCES = (Source("Goodfellow et al. 2014", "Section 3"), Source("Arjovsky and Bottou 2017", "Section 2.2"))

DIMINISHING = Claim(
    id="diminishing-gradient",
    says=r"In the logit $a$, $\log(1 - D)$ has slope $-D$, which vanishes as $D \to 0$, and $-\log D$ has slope $-(1 - "
         r"D)$.",
    assumes=(r"$D = \sigma(a)$",),
    sources=SOURCES,
    proof=(
        Slope(about="the saturating loss", of="log(1 - sigmoid(a))", over="a", gives="-sigmoid(a)",
              because="it is -softplus(a)"),
        Slope(about="the non-saturating loss", of="-log(sigmoid(a))", over="a", gives="-(1 - sigmoid(a))",
              because="it is softplus(-a)"),
        Calc(about="their ratio", symbols={"a": "real"}, start="(1 - sigmoid(a))/sigmoid(a)",
             lines=(Line("exp(-a)", "it grows without bound as a -> -inf"),)),
        Special(about="at D = 1/100", symbols={"D": "(0, 1)"}, of="(1 - D)/D", put={"D": "1/100"}, gives="99",
                because="the non-saturating loss pulls 99 times harder"),
    ),
    needed=(Needed(hypothesis=r"$D = \sigma(a)$",
            shown_by=Differ(about="as a function of D itself the slope is another", left="-1/(1 - D)", right="-D")),),
)  # fmt: skip

IN_D = Claim(
    id="slope-in-d-does-not-vanish",
    says=r"As a function of $D$ in $(0, 1)$, $\log(1 - D)$ has slope $-\frac{1}{1-D}$, which tends to $-1$ at $D = 0$: "
         r"a plot against $D$ is not flat.",
    sources=SOURCES,
    proof=(
        Slope(about="the slope in D", of="log(1 - t)", over="t", domain="(0, 1)", gives="-1/(1 - t)",
              because="the chain rule"),
        Special(about="at D = 0", of="-1/(1 - t)", put={"t": "0"}, gives="-1", because="the slope there"),
    ),
)  # fmt: skip

SUM = Claim(
    id="the-two-gradients-add-up",
    says=r"$\log(1 - D)$ and $-\log D$ have logit slopes that add up to $-1$, and frozen gradients that add up to that "
         r"of $\mathrm{KL}(q\,\|\,p)$.",
    assumes=(r"$D$ is optimal for the present $q$ and held fixed",),
    sources=SOURCES,
    uses=("saturating-gradient-is-2jsd", "log-d-trick-divergence"),
    proof=(
        Calc(about="slopes in the logit", symbols={"a": "real"}, start="-sigmoid(a) - (1 - sigmoid(a))",
             lines=(Line("-1", "each sample pulls with one unit in total"),)),
        Calc(about="divergences", start="2*JSD(p, q) + (KL(q, p) - 2*JSD(p, q))",
             lines=(Line("KL(q, p)", "the two divergences add up to the reverse KL"),)),
    ),
    needed=(Needed(hypothesis=r"$D$ is optimal for the present $q$ and held fixed",
            shown_by=Differ(about="with another D",
                            left="Integral(qdot*(log(1 - D) - log(D)), x)", right="Integral(qdot*log(q/p), x)")),),
)  # fmt: skip

CLAIMS = (DIMINISHING, IN_D, SUM)
