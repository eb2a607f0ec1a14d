r"""Two-sample tests: when to reject, and what the generator and the discriminator do to the statistic.

Says
    Reject H0 when T exceeds the critical value t of the level: P(T > t | H0) <= alpha.  Comparing T with alpha itself
    rejects almost always.
    The statistic mean log D(x) + mean log(1 - D(y)) + log 4 has the population maximum 2 JSD, zero exactly under H0; on
    the sample on which D was chosen it is log 4 even under H0.
    Independent noise gives independent samples.

Idea
    Count: all arrangements of a small sample, or the normal law.

Names
    T = |Z|    a test statistic, Z standard normal under H0;  alpha = 1/20

Source   Lehmann and Romano 2005, Section 3.1; Lopez-Paz and Oquab 2017; Goodfellow et al. 2014
"""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, product

from flint import arb

from theory.likelihood.gaussian_masses import within
from theory.proving.calc import Calc, Line
from theory.proving.claim import Claim, Needed, Printed, Source
from theory.proving.computed import Computed
from theory.proving.facts import Differ, Special

LEHMANN = Source("Lehmann and Romano 2005, Testing Statistical Hypotheses", "Section 3.1")
LOPEZ = Source("Lopez-Paz and Oquab 2017, Revisiting classifier two-sample tests", "Section 3")
GOODFELLOW = Source("Goodfellow et al. 2014", "Section 4")
SAMPLE = tuple(map(Fraction, (1, 4, 6, 11, 13, 20)))


def outside(bound: Fraction) -> arb:
    """P(|Z| > bound)."""
    return 1 - within(bound)


def outside_shifted(bound: Fraction, shift: int) -> arb:
    """P(|Z + shift| > bound) for a standard normal Z."""
    b = arb(bound.numerator) / bound.denominator
    return 1 - (((b - shift) / arb(2).sqrt()).erf() - ((-b - shift) / arb(2).sqrt()).erf()) / 2


def size_of_permutation_test(sample: tuple, level: Fraction) -> Fraction:
    """The chance of rejecting under H0, over all splits of the sample into halves: reject when the p-value is at most
    the level.

    T is the difference of the halves' sums; the p-value of a split is the share of splits with a T at least as large.
    """
    half, everything = len(sample) // 2, range(len(sample))
    statistics = [abs(2 * sum(sample[i] for i in chosen) - sum(sample)) for chosen in combinations(everything, half)]
    n = len(statistics)
    rejected = sum(Fraction(sum(other >= t for other in statistics), n) <= level for t in statistics)
    return Fraction(rejected, n)


def chance_of_pairs(chances: tuple, same: bool) -> Fraction:
    """Under independent noise the chance of a pair of samples is the product of its chances: the sum over equal
    (unequal) pairs."""
    return sum((p * q for (i, p), (j, q) in product(enumerate(chances), repeat=2) if (i == j) is same), Fraction(0))


def covariance(values: tuple, chances: tuple) -> Fraction:
    """E G(z1) G(z2) - E G(z1) E G(z2) for independent z1, z2."""
    joint = sum(
        (a * b * p * q for (a, p), (b, q) in product(list(zip(values, chances, strict=True)), repeat=2)), Fraction(0)
    )
    mean = sum((a * p for a, p in zip(values, chances, strict=True)), Fraction(0))
    return joint - mean * mean


def nearest(points: tuple, to: Fraction) -> Fraction:
    """The training point nearest to a sample."""
    return min(points, key=lambda x: abs(x - to))


REJECT = Claim(
    id="two-sample-test",
    says=r"Reject $H_0$ when $T > t_{1-\alpha}$, where $P_{H_0}(T > t_{1-\alpha}) \le \alpha$; otherwise it is not "
         r"rejected. For $T = |Z|$ and $\alpha = 0.05$ the value 1.96 will do; a permutation test rejects with at most "
         r"its level, in finite samples too.",
    assumes=(r"under $H_0$ both samples have the same law",),
    sources=(LEHMANN,),
    proof=(
        Computed(about="P(|Z| > 1.96)", by=outside, on={"bound": Fraction(196, 100)}, relation="<",
                 gives=Fraction(1, 20)),
        Computed(about="P(|Z| > 1.95): too often", by=outside, on={"bound": Fraction(195, 100)}, relation=">",
                 gives=Fraction(1, 20)),
        Computed(about="a permutation test of level 1/10 on six points: rejected under H0", by=size_of_permutation_test,
                 on={"sample": SAMPLE, "level": Fraction(1, 10)}, gives=Fraction(1, 10)),
    ),
    needed=(Needed(hypothesis=r"under $H_0$ both samples have the same law",
                   shown_by=Computed(about="if the laws differ, Z shifted by 1: rejected more often",
                                     by=outside_shifted,
                                     on={"bound": Fraction(196, 100), "shift": 1}, relation=">",
                                     gives=Fraction(3, 20))),),
)  # fmt: skip

LEVEL = Claim(
    id="two-sample-test-as-printed",
    entry="two-sample-test",
    says=r"If $T < \alpha$ accept $H_0$, else reject it.",
    sources=(LEHMANN,),
    printed=Printed(deck="003", heading="Two sample test", rows=(37,),
                    sentence=r"If $T(S_1, S_2) < \alpha$, then accept $H_0$, else reject it"),
    instead=r"Reject when $T$ exceeds the critical value of the level $\alpha$ (or when the p-value is below "
            r"$\alpha$); a test does not accept.",
    corrected_by=("two-sample-test",),
    proof=(
        Computed(about="T = |Z|, alpha = 0.05: the printed rule keeps a true H0 with the chance P(|Z| < 0.05)",
                 by=within,
                 on={"bound": Fraction(1, 20)}, gives="0.03987761167674492319264294354523007"),
        Computed(about="instead of 19/20", by=within, on={"bound": Fraction(1, 20)}, relation="<",
                 gives=Fraction(19, 20)),
    ),
)  # fmt: skip

STATISTIC = Claim(
    id="generator-minimises-test",
    says=r"$\sup_D\mathbb{E}_p\log D + \mathbb{E}_q\log(1 - D) + \log 4 = 2\,\mathrm{JSD}(p\,\|\,q) \ge 0$, zero only "
         r"for equal laws: the discriminator maximises a two-sample statistic, the generator minimises it.",
    assumes=(r"the statistic is computed on points that $D$ has not seen",),
    sources=(GOODFELLOW, LOPEZ),
    uses=("v-at-dstar", "jsd-zero-iff-equal"),
    proof=(
        Calc(about="the maximum", start="V(Dstar) + log(4)", lines=(Line("2*JSD(p, q)", "v-at-dstar"),)),
        Special(about="under H0", of="V(Dstar) + log(4)", put={"q": "p"}, gives="0", because="D* = 1/2"),
        Special(about="a D that answers 1/2 has no statistic, whatever the laws", of="V(D) + log(4)", put={"D": "1/2"},
                gives="0",
                because="log(1/2), twice"),
    ),
    needed=(Needed(hypothesis=r"the statistic is computed on points that $D$ has not seen",
                   shown_by=Calc(about="a D that has learned the sample by heart, 1 on it and 0 on the fakes, has",
                                 start="log(1) + log(1 - 0) + log(4)",
                                 lines=(Line("log(4)", "its largest value, under H0 too"),))),),
)  # fmt: skip

CAPTION = Claim(
    id="goodfellow-figure-2",
    says=r"Samples $G(z_i)$ of independent $z_i$ are independent draws, not means: their covariance is 0. A nearest "
         r"training point is one of least distance.",
    assumes=(r"the $z_i$ are independent",),
    sources=(Source("Goodfellow et al. 2014", "Figure 2"),),
    proof=(
        Computed(about="G(z) in {0, 1, 5} with chances 1/2, 1/3, 1/6: covariance of two samples", by=covariance,
                 on={"values": tuple(map(Fraction, (0, 1, 5))),
                     "chances": (Fraction(1, 2), Fraction(1, 3), Fraction(1, 6))},
                 gives=Fraction(0)),
        Computed(about="they are not means: two samples differ with the chance", by=chance_of_pairs,
                 on={"chances": (Fraction(1, 2), Fraction(1, 3), Fraction(1, 6)), "same": False},
                 gives=Fraction(11, 18)),
        Computed(about="the training point nearest to 7/2 among 0, 3, 5", by=nearest,
                 on={"points": tuple(map(Fraction, (0, 3, 5))), "to": Fraction(7, 2)}, gives=Fraction(3)),
    ),
    needed=(Needed(hypothesis=r"the $z_i$ are independent",
                   shown_by=Differ(about="one z used twice: E G^2 is not (E G)^2, here for a coin",
                                   symbols={"t": "(0, 1)"}, left="t",
                                   right="t*t")),),
)  # fmt: skip

CLAIMS = (REJECT, LEVEL, STATISTIC, CAPTION)
