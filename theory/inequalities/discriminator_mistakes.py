"""How often the best discriminator errs, and that the minimax generator does not maximise this.

Says
    The best discriminator errs with probability (1 - TV)/2, which is positive unless the laws live on disjoint sets.
    With it the value of the game is 2 JSD - log 4: the generator lowers that, not TV; of two generators one may have
    the smaller JSD and the other the smaller TV.
    E_q log D is the expected log-probability that D gives to the wrong label of a fake sample.

Idea
    The chance of an error is half the mass that the two laws share: the integral of min(p, q)/2.

Names
    P, NEARER, FARTHER    a data law and two generators: the first has the smaller JSD, the second the smaller TV

Source   Goodfellow et al. 2014, Section 4.1; Arjovsky and Bottou 2017, Theorem 2.1
"""

from __future__ import annotations

from fractions import Fraction

from flint import arb

from theory.inequalities.best_classifier import best_of_all_rules
from theory.inequalities.finite_laws import Law, jensen_shannon
from theory.inequalities.gaussian_pair import gaussian_overlap
from theory.proving.bound import Drop
from theory.proving.calc import Calc, Line
from theory.proving.claim import Claim, Needed, Printed, Source
from theory.proving.computed import Computed
from theory.proving.dropped import Dropped
from theory.proving.facts import Special
from theory.proving.two_sides import TwoSidedBound

ONE, ZERO = Fraction(1), Fraction(0)
GOODFELLOW = Source("Goodfellow et al. 2014", "Section 4.1")
ARJOVSKY = Source("Arjovsky and Bottou 2017", "Theorem 2.1")
NORMALISED = r"$p$ and $q$ integrate to one"
APART = {"p": (ONE, ZERO, ZERO), "q": (ZERO, ONE / 3, 2 * ONE / 3)}
P, NEARER, FARTHER = (3 * ONE / 4, ONE / 4, ZERO), (ONE / 4, 3 * ONE / 4, ZERO), (ONE * 7 / 20, ONE / 4, ONE * 2 / 5)


def errors(p: Law, first: Law, second: Law) -> tuple[Fraction, Fraction]:
    """How often the best discriminator errs against each of two generators: 1 - accuracy."""
    return 1 - best_of_all_rules(p, first), 1 - best_of_all_rules(p, second)


def difference_of_costs(p: Law, first: Law, second: Law) -> arb:
    """The minimax cost 2 JSD - log 4 of the first generator minus that of the second."""
    return 2 * (jensen_shannon(p, first) - jensen_shannon(p, second))


def gaussian_error(mean: Fraction) -> arb:
    """Half of the mass that the densities of N(0,1) and N(mean,1) share."""
    return gaussian_overlap(mean) / 2


def gaussian_accuracy(mean: Fraction) -> arb:
    return 1 - gaussian_error(mean)


ERROR = Calc(
    about="the rule that says real where p > q errs", start="E_p((1 - sign(p - q))/2)/2 + E_q((1 + sign(p - q))/2)/2",
    lines=(Line("(1 - TV(p, q))/2", "one minus its accuracy"),
           Line("Integral(min(p, q), x)/2", "min(p, q) = (p + q - |p - q|)/2")),
)  # fmt: skip

MISTAKE = Claim(
    id="probability-of-mistake",
    says=r"The best discriminator errs with probability $\frac{1 - \mathrm{TV}}{2}$ on equally frequent real and fake "
         r"samples, while its minimax value is $2\,\mathrm{JSD} - \log 4$. $\mathbb{E}_q\log D$ is the expected "
         r"log-probability that $D$ gives to the label real of a fake.",
    assumes=(NORMALISED,),
    sources=(GOODFELLOW,),
    uses=("best-accuracy-in-tv",),
    proof=(
        ERROR,
        Calc(about="the minimax value with D*", start="V(Dstar)",
             lines=(Line("2*JSD(p, q) - log(4)", "the definition of JSD"),)),
        Calc(about="the label of a fake is called real with probability D, w = 1, and fake with 1 - D, w = 0",
             start="E_q(log(D**w*(1 - D)**(1 - w)))", symbols={"w": "(0, 1)"},
             lines=(Line("w*E_q(log(D)) + (1 - w)*E_q(log(1 - D))",
                         "the log-probability that D gives to the label w"),)),
        Special(about="for the wrong label, w = 1", of="w*E_q(log(D)) + (1 - w)*E_q(log(1 - D))",
                symbols={"w": "(0, 1)"}, put={"w": "1"}, gives="E_q(log(D))", because="the non-saturating loss"),
        Computed(about="N(0,1) and N(1,1)", by=gaussian_error, on={"mean": ONE},
                        gives="0.3085375387259868963622953893916622601164"),
    ),
    needed=(Needed(hypothesis=NORMALISED,
                   shown_by=Dropped(about="for masses that differ", step=ERROR, change={"normalised": False})),),
)  # fmt: skip

MISTAKE_AS_PRINTED = Claim(
    id="probability-of-mistake-as-printed",
    says=r"The minimax generator is trained to maximise the probability that $D$ makes a mistake.",
    sources=(GOODFELLOW,),
    entry="probability-of-mistake",
    printed=Printed(deck="004", heading="What is GAN", rows=(60,),
                    sentence="Training G to maximize the probability of D making a mistake"),
    corrected_by=("probability-of-mistake",),
    instead=r"It maximises D's cross-entropy, that is it minimises $2\,\mathrm{JSD} - \log 4$ against an "
            r"optimal $D$; the "
            r"probability of a mistake is $\frac{1 - \mathrm{TV}}{2}$, and the two may disagree.",
    proof=(
        Computed(about="two generators: D's probability of a mistake is larger with the second", by=errors,
                 on={"p": P, "first": NEARER, "second": FARTHER}, gives=(ONE / 4, ONE * 3 / 10)),
        Computed(about="yet the minimax cost prefers the first", by=difference_of_costs,
                 on={"p": P, "first": NEARER, "second": FARTHER}, relation="<", gives=0),
        Computed(about="N(0,1) and N(1,1): (1 - TV)/2", by=gaussian_error, on={"mean": ONE},
                        gives="0.3085375387259868963622953893916622601164"),
    ),
)  # fmt: skip

SHARED = TwoSidedBound(
    about="one minus the best accuracy is half the mass that both laws share", start="1 - (1 + TV(p, q))/2",
    lines=(Drop("0", dropped="Integral(min(p, q), x)/2", because="min(p, q) = (p + q - |p - q|)/2"),),
)  # fmt: skip

OPTIMAL = Claim(
    id="perfect-vs-optimal-d",
    says=r"With the optimal discriminator $D^*$ the generator's cost is $2\,\mathrm{JSD} - \log 4$. Its accuracy "
         r"$\frac{1 + \mathrm{TV}}{2}$ falls short of 1 by $\frac12\int\min(p, q)$: a perfect one exists only for laws "
         r"on disjoint sets.",
    assumes=(NORMALISED,),
    sources=(ARJOVSKY, GOODFELLOW),
    uses=("best-accuracy-in-tv", "jsd-max-iff-singular"),
    proof=(
        Calc(about="the cost with D*", start="V(Dstar)",
             lines=(Line("2*JSD(p, q) - log(4)", "the definition of JSD"),)),
        SHARED,
        Computed(about="for laws on disjoint sets the best rule is perfect", by=best_of_all_rules, on=APART, gives=ONE),
        Computed(about="and JSD is log 2", by=jensen_shannon, on=APART, gives="log(2)"),
    ),
    needed=(Needed(hypothesis=NORMALISED,
                   shown_by=Dropped(about="for masses that differ", step=SHARED, change={"normalised": False})),),
)  # fmt: skip

PERFECT = Claim(
    id="perfect-vs-optimal-d-as-printed",
    says="With a perfect discriminator, JSD is used as the cost.",
    sources=(ARJOVSKY,),
    entry="perfect-vs-optimal-d",
    printed=Printed(deck="004", heading="With optimal D, what happens to G?", rows=(54,),
                    sentence="With a perfect discriminator, we are using JSD as cost"),
    corrected_by=("perfect-vs-optimal-d",),
    instead="With the optimal discriminator, which is perfect only for laws on disjoint sets; there JSD is the "
            "constant "
            r"$\log 2$ and no cost to speak of.",
    proof=(
        Computed(about="the optimal discriminator of N(0,1) and N(1,1) is right with probability Phi(1/2)",
                        by=gaussian_accuracy, on={"mean": ONE}, gives="0.6914624612740131036377046106083377398836"),
        Computed(about="where a perfect one exists, JSD is log 2 for one generator", by=jensen_shannon, on=APART,
                 gives="log(2)"),
        Computed(about="and for any other", by=jensen_shannon, on={"p": (ONE, ZERO, ZERO), "q": (ZERO, ONE, ZERO)},
                 gives="log(2)"),
    ),
)  # fmt: skip

CLAIMS = (MISTAKE, MISTAKE_AS_PRINTED, OPTIMAL, PERFECT)
