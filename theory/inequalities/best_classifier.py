"""The best classifier of real against fake: how often it is right, and what that has to do with the generator's cost.

Says
    Equal numbers of real and fake samples; whatever the rule, the chance of a right answer is at most (1 + TV)/2, and
    "real where D* > 1/2" attains it.
    The confusion table has a row for what a sample is and a column for what it is called.

Idea
    A rule that says "real" with probability D(x) is right with probability E_p[D]/2 + E_q[1 - D]/2, and
    (p - q)(2D - 1) <= |p - q|.

Names
    confusion table    rows: what a sample is (real, fake); columns: what it is called (real, fake)

Source   Lopez-Paz and Oquab 2017; Devroye, Gyorfi and Lugosi 1996, Section 2
"""

from __future__ import annotations

from fractions import Fraction

from flint import acb, arb

from theory.inequalities.finite_laws import Law, ball
from theory.inequalities.gaussian_pair import REACH, TAIL, gaussian_scale_variation, gaussian_variation
from theory.proving.bound import Drop
from theory.proving.calc import Calc, Line
from theory.proving.claim import Claim, Needed, Source
from theory.proving.computed import Computed
from theory.proving.dropped import Dropped
from theory.proving.two_sides import TwoSidedBound

Table = tuple[tuple[Fraction, Fraction], tuple[Fraction, Fraction]]
ONE, ZERO = Fraction(1), Fraction(0)
LOPEZ = Source("Lopez-Paz and Oquab 2017, Revisiting classifier two-sample tests", "Section 3")
NORMALISED = r"$p$ and $q$ integrate to one"
R4 = {"p": (ONE / 2, ONE / 2), "q": (ONE / 4, 3 * ONE / 4)}


def confusion_of_best(p: Law, q: Law) -> Table:
    """((TP, FN), (FP, TN)) of the rule "real where D* > 1/2", with D* = p/(p + q): each row adds up to one."""
    called_real = [a / (a + b) > ONE / 2 for a, b in zip(p, q, strict=True)]
    true_positive = sum((a for a, real in zip(p, called_real, strict=True) if real), ZERO)
    false_positive = sum((b for b, real in zip(q, called_real, strict=True) if real), ZERO)
    return (true_positive, 1 - true_positive), (false_positive, 1 - false_positive)


def accuracy_of_best(p: Law, q: Law) -> Fraction:
    """The chance of a right answer, real and fake being equally frequent."""
    (true_positive, _), (_, true_negative) = confusion_of_best(p, q)
    return (true_positive + true_negative) / 2


def best_of_all_rules(p: Law, q: Law) -> Fraction:
    """The largest accuracy among all 2^n rules."""
    n = len(p)
    rules = ([(k >> i) & 1 for i in range(n)] for k in range(2**n))
    return max(sum((p[i] if rule[i] else q[i] for i in range(n)), ZERO) / 2 for rule in rules)


def counted(samples: tuple[tuple[int, Fraction], ...]) -> tuple[tuple[int, int], tuple[int, int]]:
    """((TP, FN), (FP, TN)) of samples (1 for real or 0 for fake, D): D > 1/2 is called real."""

    def number(actual: int, called: bool) -> int:
        return sum(1 for label, score in samples if label == actual and (score > Fraction(1, 2)) == called)

    return (number(1, True), number(1, False)), (number(0, True), number(0, False))


def gaussian_accuracy(mean: Fraction) -> arb:
    return (1 + gaussian_variation(mean)) / 2


def gaussian_auc(mean: Fraction) -> arb:
    """P(D*(x) > D*(y)) for x from N(0,1), y from N(mean,1), mean > 0: D* falls, and y - x is N(mean,2)."""
    return (1 + (ball(mean) / 2).erf()) / 2


def gaussian_auc_by_integration(mean: Fraction) -> arb:
    """The same for 0 <= mean <= 1: the integral of the density of x times P(y > x)."""
    shift, root = ball(mean), arb(2).sqrt()
    inside = acb.integral(lambda x, _: (-x * x / 2).exp() * (1 + ((shift - x) / root).erf()) / 2, -REACH, REACH).real
    return inside / (2 * arb.pi()).sqrt() + TAIL


def gaussian_scale_accuracy(deviation: Fraction) -> arb:
    return (1 + gaussian_scale_variation(deviation)) / 2


ATTAINED = Calc(
    about="the rule that says real where p > q", start="E_p((1 + sign(p - q))/2)/2 + E_q((1 - sign(p - q))/2)/2",
    lines=(Line("(1 + TV(p, q))/2", "(p - q) sign(p - q) = |p - q|"),),
)  # fmt: skip

ACCURACY = Claim(
    id="best-accuracy-in-tv",
    says=r"No rule tells equally frequent samples of $p$ and $q$ apart with a probability above "
         r"$\frac{1 + \mathrm{TV}}{2}$, and the rule $D^* > \frac12$ attains it.",
    assumes=(NORMALISED,),
    sources=(LOPEZ,),
    proof=(
        TwoSidedBound(about="a rule that says real with probability D(x)", start="E_p(D)/2 + E_q(1 - D)/2",
                      relation="<=",
                      lines=(Drop("(1 + TV(p, q))/2", dropped="Integral((abs(p - q) - (p - q)*(2*D - 1))/4, x)",
                                  because="-1 < 2D - 1 < 1"),)),
        ATTAINED,
        Calc(about="and p > q where D* > 1/2", start="Dstar - 1/2",
             lines=(Line("(p - q)/(2*(p + q))", "D* = p/(p + q)"),)),
        Computed(about="on two points, the best of all rules", by=best_of_all_rules, on=R4, gives=ONE * 5 / 8),
        Computed(about="N(0,1) and N(1,1): Phi(1/2)", by=gaussian_accuracy, on={"mean": ONE},
                        gives="0.6914624612740131036377046106083377398836"),
        Computed(about="N(0,1) and N(0,4)", by=gaussian_scale_accuracy, on={"deviation": 2 * ONE},
                        gives="0.66133728441738433237610242564755"),
    ),
    needed=(Needed(hypothesis=NORMALISED,
                   shown_by=Dropped(about="for masses that differ", step=ATTAINED, change={"normalised": False})),),
)  # fmt: skip

CONFUSION = Claim(
    id="confusion-matrix",
    says=r"With rows for what a sample is (real, fake) and columns for what it is called, the table is "
         r"(TP, FN; FP, TN); for the rule $D^* > \frac12$ and equal priors $\frac{TP + TN}{2} = \frac{1 + "
         r"\mathrm{TV}}{2}$.",
    assumes=(NORMALISED,),
    sources=(LOPEZ,),
    uses=("best-accuracy-in-tv",),
    proof=(
        Computed(about="eight samples counted", by=counted,
                 on={"samples": ((1, ONE * 9 / 10), (1, ONE * 8 / 10), (1, ONE * 6 / 10), (1, ONE * 4 / 10),
                                 (0, ONE * 7 / 10), (0, ONE * 3 / 10), (0, ONE * 2 / 10), (0, ONE / 10))},
                 gives=((3, 1), (1, 3))),
        Computed(about="D* on two points calls the first real", by=confusion_of_best, on=R4,
                 gives=((ONE / 2, ONE / 2), (ONE / 4, 3 * ONE / 4))),
        Computed(about="its accuracy is (1 + TV)/2, TV = 1/4", by=accuracy_of_best, on=R4, gives=(1 + ONE / 4) / 2),
        ATTAINED,
    ),
    needed=(Needed(hypothesis=NORMALISED,
                   shown_by=Dropped(about="for masses that differ", step=ATTAINED, change={"normalised": False})),),
)  # fmt: skip

AREA = Claim(
    id="auc-of-optimal-discriminator",
    says=r"For $P = N(0,1)$ and $Q = N(1,1)$ a real sample has a larger $D^*$ than a fake one with probability "
         r"$\Phi(1/\sqrt{2}) = 0.7602...$",
    sources=(LOPEZ,),
    proof=(
        Computed(about="y - x is N(1,2), and D* falls", by=gaussian_auc, on={"mean": ONE},
                        gives="0.76024993890652326884137332694598226"),
        Computed(about="the same by integration", by=gaussian_auc_by_integration, on={"mean": ONE},
                        gives="0.76024993890652326884137332694598226"),
        Computed(about="equal laws cannot be ranked", by=gaussian_auc, on={"mean": 0 * ONE}, gives="1/2"),
    ),
)  # fmt: skip

CLAIMS = (ACCURACY, CONFUSION, AREA)
