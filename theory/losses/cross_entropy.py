r"""Binary cross-entropy and its sign: what the discriminator minimises, and what it maximises.

Says
    BCE(a, y) = -[y log a + (1 - y) log(1 - a)] is least at a = y.  For a real point (y = 1) it is -log D(x), for a fake
    (y = 0) it is -log(1 - D(G(z))): the discriminator minimises it, that is, it maximises log D(x) and log(1 -
    D(G(z))). A slide that leaves out the minus and still minimises trains the discriminator to be wrong.

Idea
    Slopes: log D climbs in D, log(1 - D) falls.  Of a function of one variable the sign of the slope says it all.

Names
    a    the answer of the discriminator, between 0 and 1;  y its label, or the share of real points at x

Source   Goodfellow et al. 2014, Section 3
"""

from __future__ import annotations

from fractions import Fraction
from itertools import product

from theory.proving.calc import Calc, Line
from theory.proving.claim import Claim, Needed, Printed, Source
from theory.proving.computed import Computed
from theory.proving.dropped import Dropped
from theory.proving.extremum import Extremum
from theory.proving.facts import Sign, Special
from theory.proving.gradient import Slope

SOURCE = Source("Goodfellow et al. 2014", "Section 3")
LABEL = {"y": "(0, 1)"}

LEAST = Extremum(about="the cross-entropy of a share y of real points", symbols=LABEL, over="a", maximum=False,
                 of="-(y*log(a) + (1 - y)*log(1 - a))", at="y", slope="(a - y)/(a*(1 - a))",
                 curvature="y/a**2 + (1 - y)/(1 - a)**2")  # fmt: skip

BCE = Claim(
    id="binary-cross-entropy",
    entry="bce-sign",
    says=r"$-[y\log a + (1 - y)\log(1 - a)]$ has its only minimum over $a \in (0, 1)$ at $a = y$.",
    assumes=(r"$0 < y < 1$",),
    sources=(SOURCE,),
    proof=(LEAST,),
    needed=(Needed(hypothesis=r"$0 < y < 1$",
                   shown_by=Dropped(about="a label outside has no minimum inside", step=LEAST,
                                    change={"symbols": {"y": "real"}})),),
)  # fmt: skip

BCE_SIGN = Claim(
    id="bce-sign",
    says=r"The binary cross-entropy loss is $y\log\hat y + (1 - y)\log(1 - \hat y)$, to be minimised.",
    sources=(SOURCE,),
    printed=Printed(deck="000", heading="Loss function: Binary Cross entropy", rows=(6,),
                    sentence=r"$L(\hat y, y) = y\log\hat y + (1 - y)\log(1 - \hat y)$"),
    instead=r"With a minus: $-[y\log\hat y + (1 - y)\log(1 - \hat y)]$.",
    corrected_by=("binary-cross-entropy",),
    proof=(
        Special(about="as printed, a good answer to a real point: L(0.9, 1)", symbols=LABEL,
                of="y*log(a) + (1 - y)*log(1 - a)", put={"y": "1", "a": "9/10"}, gives="log(9/10)",
                because="1 - y = 0"),
        Special(about="and a bad one, L(0.1, 1)", symbols=LABEL, of="y*log(a) + (1 - y)*log(1 - a)",
                put={"y": "1", "a": "1/10"}, gives="log(1/10)", because="1 - y = 0"),
        Sign(about="the bad one is lower: minimising prefers it", of="log(9/10) - log(1/10)", because="it is log 9"),
        Slope(about="the printed loss climbs towards the right answer a = 1", of="log(a)", over="a", domain="(0, 1)",
              gives="1/a", because="positive: descent drives a to 0"),
    ),
)  # fmt: skip

ASCENT = Claim(
    id="discriminator-ascends",
    entry="bce-two-cases",
    says=r"On $(0, 1)$, $\log D$ has slope $\frac1D > 0$ and $\log(1 - D)$ has slope $-\frac{1}{1-D} < 0$: maximising "
         r"both raises $D(x)$ and lowers $D(G(z))$.",
    sources=(SOURCE,),
    proof=(
        Slope(about="a real point", of="log(a)", over="a", domain="(0, 1)", gives="1/a", because="the logarithm"),
        Sign(about="it climbs", symbols={"a": "(0, 1)"}, of="1/a", because="a > 0"),
        Slope(about="a fake", of="log(1 - a)", over="a", domain="(0, 1)", gives="-1/(1 - a)", because="the chain rule"),
        Sign(about="it falls", symbols={"a": "(0, 1)"}, of="-1/(1 - a)", positive=False, because="a < 1"),
        Calc(about="minus the cross-entropy with label 1, and with label 0, added",
             symbols={"a": "(0, 1)", "b": "(0, 1)"},
             start="(1*log(a) + (1 - 1)*log(1 - a)) + (0*log(b) + (1 - 0)*log(1 - b))",
             lines=(Line("log(a) + log(1 - b)", "a = D(x) with y = 1, b = D(G(z)) with y = 0"),)),
    ),
)  # fmt: skip

TWO_CASES = Claim(
    id="bce-two-cases",
    says=r"The discriminator minimises $D(x)$ and $\log D(x)$ on real points.",
    sources=(SOURCE,),
    printed=Printed(deck="000", heading="Discriminator loss function", rows=(7,),
                    sentence=r"$D(x)$ minimization, $\log[D(x)]$ minimization"),
    instead=r"It maximises them; the slide's lines about fakes (maximise $\log(1 - D(G(z)))$) are right.",
    corrected_by=("discriminator-ascends",),
    proof=(
        Slope(about="the discriminator's payoff on a real point", of="log(a)", over="a", domain="(0, 1)", gives="1/a",
              because="the logarithm"),
        Sign(about="descent on it lowers D(x)", symbols={"a": "(0, 1)"}, of="-1/a", positive=False,
             because="a step along minus the slope"),
        Special(about="and has no end: at D = exp(-b) the payoff is -b", symbols={"b": "(0, inf)"}, of="log(a)",
                put={"a": "exp(-b)"}, gives="-b", because="for every b > 0"),
    ),
)  # fmt: skip

WEIGHTS = (Fraction(1, 2), Fraction(1, 3), Fraction(1, 6))
ODDS = (Fraction(2), Fraction(1, 3), Fraction(5))


def full_slope(weights: tuple[Fraction, ...], odds: tuple[Fraction, ...]) -> tuple[Fraction, ...]:
    """The gradient of E_p log D by the logits of D = odds/(1 + odds), point by point: p (1 - D)."""
    return tuple(w / (1 + o) for w, o in zip(weights, odds, strict=True))


def mean_minibatch_slope(weights: tuple[Fraction, ...], odds: tuple[Fraction, ...], size: int) -> tuple[Fraction, ...]:
    """The same gradient of the mean over a minibatch, averaged over all minibatches of that size with their chances."""
    total = [Fraction(0)] * len(weights)
    for batch in product(range(len(weights)), repeat=size):
        chance = Fraction(1)
        for point in batch:
            chance *= weights[point]
        for point in batch:
            total[point] += chance / size / (1 + odds[point])
    return tuple(total)


OBJECTIVE = Claim(
    id="discriminator-objective",
    says=r"The discriminator maximises $\mathbb{E}_p\log D(x) + \mathbb{E}_z\log(1 - D(G(z)))$; the mean over a "
         r"minibatch of independent points has this value and its gradient on average.",
    assumes=(r"the points of a minibatch have the law $p$",),
    sources=(SOURCE,),
    uses=("optimal-discriminator",),
    proof=(
        Calc(about="in data space", start="E_p(log(D(x))) + E_z(log(1 - D(G(z))))",
             lines=(Line("V(D)", "the law of G(z) is q"),)),
        Computed(about="the gradient over all 27 minibatches of three points, averaged", by=mean_minibatch_slope,
                 on={"weights": WEIGHTS, "odds": ODDS, "size": 3},
                 gives=(Fraction(1, 6), Fraction(1, 4), Fraction(1, 36)),
                 because="the full gradient, p (1 - D)"),
        Computed(about="which is, in numbers", by=full_slope, on={"weights": WEIGHTS, "odds": ODDS},
                 gives=(Fraction(1, 6), Fraction(1, 4), Fraction(1, 36))),
        Special(about="one real point and one fake, apart: the supremum 0 is at D(x) = 1, D(G(z)) = 0, on the border",
                of="log(a) + log(1 - b)", put={"a": "1", "b": "0"}, gives="0", because="log 1, twice"),
    ),
    needed=(Needed(hypothesis=r"the points of a minibatch have the law $p$",
                   shown_by=Computed(about="drawn from another law", by=mean_minibatch_slope,
                                     on={"weights": (Fraction(1, 3),) * 3, "odds": ODDS, "size": 2}, relation="/=",
                                     gives=(Fraction(1, 6), Fraction(1, 4), Fraction(1, 36)))),),
)  # fmt: skip

LABEL_ZERO = Claim(
    id="generator-bce-label0",
    says=r"$\log(1 - D(G(z)))$ is minus the cross-entropy with label 0: minimising it, the generator raises $D(G(z))$ "
         r"and drives $1 - D(G(z))$ to 0; the discriminator drives it to 1.",
    sources=(SOURCE,),
    proof=(
        Special(about="the cross-entropy with label 0", of="-(y*log(a) + (1 - y)*log(1 - a))", symbols={"a": "(0, 1)"},
                put={"y": "0"}, gives="-log(1 - a)", because="0 log a = 0"),
        Slope(about="the generator's loss falls as D(G(z)) climbs", of="log(1 - a)", over="a", domain="(0, 1)",
              gives="-1/(1 - a)", because="descent raises a"),
        Slope(about="and climbs with 1 - D(G(z)), which the discriminator raises", of="log(b)", over="b",
              domain="(0, 1)", gives="1/b", because="ascent raises b = 1 - a"),
    ),
)  # fmt: skip

CLAIMS = (BCE, BCE_SIGN, ASCENT, TWO_CASES, OBJECTIVE, LABEL_ZERO)
