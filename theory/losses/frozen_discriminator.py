r"""A discriminator that is held fixed: the generator collapses onto its favourite point.

Says
    For a fixed D and any decreasing loss h, E_q h(D) >= h(max D), and a generator that sits at the best point of D
    reaches it: the best response to a fixed discriminator is a point mass, not p.  So "for fixed D*" gives no generator
    worth having: D* must be found again for every G.  And G *minimises* V: max_G V(G, D*_G) = 0, reached by the worst
    generators.

Idea
    An average is at least its smallest term.  For V(G, D*_G) = 2 JSD - log 4 use 0 <= JSD <= log 2.

Names
    h        a decreasing loss, such as log(1 - D) or -log D
    c        the largest value of D, taken at the point c*;  s  the share of q elsewhere

Source   Goodfellow et al. 2014, Section 4
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from flint import arb

from theory.proving.calc import Calc, Line
from theory.proving.claim import Claim, Experiment, Needed, Printed, Source
from theory.proving.computed import Computed
from theory.proving.facts import Differ, Number, Sign, Special
from theory.proving.gradient import Slope

SECTION_4 = Source("Goodfellow et al. 2014", "Section 4")
THIRD = Fraction(1, 3)
ANSWERS = (Fraction(2, 3), Fraction(2, 5), Fraction(3, 5), Fraction(1, 10))


def log_of_the_rest(d: Fraction) -> arb:
    """log(1 - D)."""
    return (arb(1) - arb(d.numerator) / d.denominator).log()


def minus_log(d: Fraction) -> arb:
    """-log D."""
    return -(arb(d.numerator) / d.denominator).log()


def best_responses(answers: tuple[Fraction, ...], loss: Callable[[Fraction], arb], parts: int) -> tuple:
    """The laws q on the points, with shares that are multiples of 1/parts, for which E_q loss(D) is least: all others
    are
    shown to cost more."""
    costs = [loss(d) for d in answers]
    laws = list(compositions(parts, len(answers)))
    price = [sum((k * c for k, c in zip(law, costs, strict=True)), arb(0)) for law in laws]
    return tuple(tuple(Fraction(k, parts) for k in law)
                 for law, cost in zip(laws, price, strict=True)
                 if not any(other < cost for other in price))  # fmt: skip


def how_many_best(answers: tuple[Fraction, ...], loss: Callable[[Fraction], arb], parts: int) -> int:
    """How many laws attain the least mean loss."""
    return len(best_responses(answers, loss, parts))


def compositions(total: int, places: int):
    """All ways to write the total as that many non-negative integers, in order."""
    if places == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in compositions(total - first, places - 1):
            yield (first, *rest)


BEST_RESPONSE = Claim(
    id="mode-collapse-definition",
    says=r"For a fixed $D$ with largest value $c$ and a strictly decreasing loss $h$, $\mathbb{E}_q h(D) \ge h(c)$, "
         r"with equality for the point mass where $D = c$: the best response covers one mode.",
    assumes=(r"$D$ is held fixed and is largest at one place, and $h$ decreases",),
    sources=(SECTION_4, Source("Goodfellow 2016, NIPS tutorial", "Section 5.1.1")),
    proof=(
        Slope(about="the saturating loss decreases", of="log(1 - a)", over="a", domain="(0, 1)", gives="-1/(1 - a)",
              because="the chain rule"),
        Sign(about="strictly", symbols={"a": "(0, 1)"}, of="-1/(1 - a)", positive=False, because="a < 1"),
        Calc(about="what q pays for a share s elsewhere, at a place of loss h2 > h1 = h(c)",
             symbols={"s": "(0, 1)", "g": "(0, inf)"}, start="(1 - s)*h1 + s*(h1 + g) - h1",
             lines=(Line("s*g", "the gap g = h2 - h1 > 0"),)),
        Sign(about="which is lost", symbols={"s": "(0, 1)", "g": "(0, inf)"}, of="s*g", because="s > 0, g > 0"),
        Computed(about="all laws in sixths on four points, against D = (2/3, 2/5, 3/5, 1/10): log(1 - D)",
                 by=best_responses, on={"answers": ANSWERS, "loss": log_of_the_rest, "parts": 6},
                 gives=((Fraction(1), Fraction(0), Fraction(0), Fraction(0)),)),
        Computed(about="and -log D", by=best_responses, on={"answers": ANSWERS, "loss": minus_log, "parts": 6},
                 gives=((Fraction(1), Fraction(0), Fraction(0), Fraction(0)),)),
    ),
    needed=(Needed(hypothesis=r"$D$ is held fixed and is largest at one place, and $h$ decreases",
                   shown_by=Computed(about="a constant D has no favourite: all 84 laws are best",
                                     by=how_many_best,
                                     on={"answers": (THIRD,) * 4, "loss": minus_log, "parts": 6},
                                     gives=84)),),
)  # fmt: skip

REOPTIMISED = Claim(
    id="dstar-for-every-generator",
    entry="optimal-generator-fixed-dstar",
    says=r"With $D^*_G$ found again for every $G$, $V(D^*_G, G) \ge -\log 4$, with equality only for the law $p$.",
    assumes=(r"$D^*_G$ is found again for every $G$",),
    sources=(SECTION_4,),
    uses=("global-min-minus-log4",),
    proof=(
        Calc(about="the value", start="V(Dstar) + log(4)", lines=(Line("2*JSD(p, q)", "v-at-dstar"),)),
        Special(about="at q = p", of="V(Dstar)", put={"q": "p"}, gives="-log(4)", because="D* = 1/2"),
    ),
    needed=(Needed(hypothesis=r"$D^*_G$ is found again for every $G$",
                   shown_by=Differ(about="with any fixed D", left="V(D) + log(4)", right="2*JSD(p, q)")),),
)  # fmt: skip

FIXED = Claim(
    id="optimal-generator-fixed-dstar",
    says=r"The best generator is found with $D^*_{G_0}$ held fixed.",
    sources=(SECTION_4,),
    printed=Printed(deck="000", heading="Point-02", rows=(10,),
                    sentence=r"fixed $D_G^*$ to get best generator; over all possible G's for fixed $D_G^*$"),
    instead=r"$D^*_G$ is re-optimised for every $G$; against a fixed $D^*$ the best generator is a point mass.",
    corrected_by=("dstar-for-every-generator", "mode-collapse-definition"),
    proof=(
        Number(about="two points: against the frozen D* = (2/3, 2/5) the law p has less than -log 4 = -1.386",
               of="E_p(log(Dstar)) + E_p(log(1 - Dstar))", is_about="-1.465596876208"),
        Sign(about="and the point mass on the first point still less: log(1/3) + (log(2/3) + log(2/5))/2 against it",
             of="(log(2/3) + log(2/5))/2 + log(1/3) - ((log(2/3) + log(2/5))/2 + (log(1/3) + log(3/5))/2)",
             positive=False, because="log(1/3) < log(3/5)"),
        Special(about="for N(0,1) and N(1,1), D* = sigmoid(1/2 - x): at x = -c the loss is below -c - 1/2, with no "
                      "bound",
                symbols={"c": "(0, inf)"}, of="log(1 - sigmoid(1/2 - x))", put={"x": "-c"},
                gives="-(c + 1/2) - log(1 + exp(-(c + 1/2)))", because="log(1 - sigmoid(a)) = -a - log(1 + exp(-a))"),
    ),
)  # fmt: skip

MINIMISED = Claim(
    id="generator-minimises-value",
    entry="max-G-for-min-G",
    says=r"$-\log 4 \le V(G, D^*_G) \le 0$: the minimum over $G$ is reached by the law $p$, the maximum 0 by the laws "
         r"singular to $p$.",
    sources=(SECTION_4,),
    uses=("jsd-max-iff-singular", "jsd-zero-iff-equal"),
    proof=(
        Calc(about="the value", start="V(Dstar)", lines=(Line("2*JSD(p, q) - log(4)", "v-at-dstar"),)),
        Calc(about="at JSD = log 2", start="2*log(2) - log(4)", lines=(Line("0", "log 4 = 2 log 2"),)),
        Special(about="at q = p", of="V(Dstar)", put={"q": "p"}, gives="-log(4)", because="D* = 1/2"),
    ),
)  # fmt: skip

MAXIMISED = Claim(
    id="max-G-for-min-G",
    says=r"The generator maximises $V(G, D^*)$.",
    sources=(SECTION_4,),
    printed=Printed(deck="003", heading="Vanila GAN optimality - Objective (fixed D)", rows=(39,),
                    sentence=r"$\max_G V(G, D^*)$"),
    instead=r"It minimises it: the maximum is 0, at the worst generators.",
    corrected_by=("generator-minimises-value",),
    proof=(
        Special(about="the law of the data has", of="V(Dstar)", put={"q": "p"}, gives="-log(4)", because="D* = 1/2"),
        Number(about="a wrong law on two points has more", of="V(Dstar)",
               is_about="-1.318650209982680158833717045074558"),
        Sign(about="more than -log 4: maximising prefers it",
             of="(log(2/3) + log(2/5))/2 + log(1/3)/4 + 3*log(3/5)/4 + log(4)",
             because="V = E_p log D* + E_q log(1 - D*), D* = (2/3, 2/5)"),
        Calc(about="and a law on other points has 0", start="2*log(2) - log(4)", lines=(Line("0", "JSD = log 2"),)),
    ),
)  # fmt: skip

FROZEN_RUN = Claim(
    id="frozen-discriminator-collapse-trained",
    entry="optimal-generator-fixed-dstar",
    says=r"A network trained against a frozen discriminator collapses onto a point of largest $D$.",
    sources=(SECTION_4,),
    experiment=Experiment(
        name="frozen-discriminator",
        shows=r"with $D$ frozen, the spread of $G(z)$ shrinks towards one point of largest $D$",
    ),
)

CLAIMS = (BEST_RESPONSE, REOPTIMISED, FIXED, MINIMISED, MAXIMISED, FROZEN_RUN)
