r"""Batch normalisation and virtual batch normalisation: what they tie together, and what they cannot prevent.

Says
    With eps = 0 the outputs y of a batch of m have sum 0 and sum of squares m: they are never all equal, and their mean
    product over pairs is exactly -1/(m - 1).  Two values are enough, so modes can still be lost.  Virtual batch
    normalisation makes the output a function of its own input (and of fixed reference data) alone.

Idea
    (sum y)^2 = sum y^2 + sum over pairs of y_i y_j.

Names
    m           written n in formulas: the batch size
    u, v, w     a batch of three outputs

Source   Ioffe and Szegedy 2015, Algorithm 1; Salimans et al. 2016, Section 3.5
"""

from __future__ import annotations

from fractions import Fraction

from theory.proving.calc import Calc, Line
from theory.proving.claim import Claim, Experiment, Needed, Printed, Source
from theory.proving.computed import Computed
from theory.proving.facts import Sign, Special

IOFFE = Source("Ioffe and Szegedy 2015, Batch normalization", "Algorithm 1")
SALIMANS = Source("Salimans et al. 2016, Improved techniques for training GANs", "Section 3.5")
RADFORD = Source("Radford et al. 2016, DCGAN", "Section 3")
EXACT = r"$\epsilon = 0$, and the inputs are not all equal"
Batch = tuple[int, ...]


def mean_and_variance(batch: Batch) -> tuple[Fraction, Fraction]:
    mean = Fraction(sum(batch), len(batch))
    return mean, sum(((x - mean) ** 2 for x in batch), Fraction(0)) / len(batch)


def signed_square(x: int, batch: Batch, eps: Fraction) -> Fraction:
    """y |y| for y = (x - mean)/sqrt(variance + eps): rational, and as good as y."""
    mean, variance = mean_and_variance(batch)
    return (x - mean) * abs(x - mean) / (variance + eps)


def normalised(batch: Batch, eps: Fraction) -> tuple[Fraction, ...]:
    """Batch normalisation: y |y| of every member."""
    return tuple(signed_square(x, batch, eps) for x in batch)


def virtually(batch: Batch, reference: Batch) -> tuple[Fraction, ...]:
    """Virtual batch normalisation: y |y| of every member, by the statistics of the reference batch and itself."""
    return tuple(signed_square(x, (*reference, x), Fraction(0)) for x in batch)


def first(batch: Batch, reference: Batch = ()) -> Fraction:
    """The output of the first member: by the batch's statistics, or by the reference's."""
    return virtually(batch, reference)[0] if reference else normalised(batch, Fraction(0))[0]


def mean_product(batch: Batch) -> Fraction:
    """The mean of y_i y_j over all pairs of different members, eps = 0."""
    mean, variance = mean_and_variance(batch)
    m = len(batch)
    products = [(a - mean) * (b - mean) / variance for i, a in enumerate(batch) for j, b in enumerate(batch) if i != j]
    return sum(products, Fraction(0)) / (m * (m - 1))


def how_many_values(batch: Batch, eps: Fraction) -> int:
    return len(set(normalised(batch, eps)))


NOT_CONSTANT = Claim(
    id="bn-prevents-collapse",
    says=r"With $\epsilon = 0$ a normalised batch has mean 0 and variance 1, so it cannot be constant: not everything "
         r"falls on one point. That all modes are covered does not follow: a batch may take two values only. (The "
         r"identity is shown for three.)",
    assumes=(EXACT,),
    sources=(IOFFE, RADFORD),
    proof=(
        Calc(about="the squares of a batch u, v, -u - v of mean 0, divided by its variance, add up to 3",
             symbols={"u": "(0, inf)", "v": "(0, inf)"},
             start="(u**2 + v**2 + (-u - v)**2)/((u**2 + v**2 + (u + v)**2)/3)",
             lines=(Line("3", "the variance cancels"),)),
        Special(about="a constant c of mean 0 would have sum of squares", of="n*c**2", put={"c": "0"}, gives="0",
                because="not n"),
        Computed(about="8 fakes on two of many modes pass through unchanged in kind: two values", by=how_many_values,
                 on={"batch": (-3, -3, -3, -3, 5, 5, 5, 5), "eps": Fraction(0)}, gives=2),
        Computed(about="they are -1 and 1", by=normalised,
                 on={"batch": (-3, -3, 5, 5), "eps": Fraction(0)},
                 gives=(Fraction(-1), Fraction(-1), Fraction(1), Fraction(1))),
    ),
    needed=(Needed(hypothesis=EXACT,
                   shown_by=Computed(about="with eps = 1/100000 a constant batch goes through: all 0", by=normalised,
                                     on={"batch": (7, 7, 7), "eps": Fraction(1, 100000)},
                                     gives=(Fraction(0), Fraction(0), Fraction(0)))),),
)  # fmt: skip

COLLAPSE_TRAINED = Claim(
    id="bn-prevents-collapse-trained",
    entry="bn-prevents-collapse",
    says=r"Batch normalisation keeps a generator from collapsing all samples to one point, as DCGAN reports.",
    sources=(RADFORD,),
    experiment=Experiment(
        name="batch-norm-collapse",
        shows="how many modes generators with and without batch normalisation cover, over seeds"),
)  # fmt: skip

VIRTUAL = Claim(
    id="virtual-batch-norm",
    says=r"Batch normalisation makes every output depend on the whole batch, with mean product $-\frac{1}{m-1}$ over "
         r"pairs; virtual batch normalisation uses a fixed reference batch and $x$ itself, so the output is a function "
         r"of $x$ alone.",
    assumes=(EXACT,),
    sources=(SALIMANS,),
    proof=(
        Calc(about="the products over pairs, from sum y = 0 and sum y^2 = n", symbols={"n": "(1, inf)"},
             start="(0**2 - n)/(n*(n - 1))", lines=(Line("-1/(n - 1)", "divide by the number of ordered pairs"),)),
        Calc(about="the square of a sum, for three", start="(u + v + w)**2 - (u**2 + v**2 + w**2)",
             lines=(Line("u*v + v*u + u*w + w*u + v*w + w*v", "what is left are the pairs"),)),
        Computed(about="a batch of 8", by=mean_product, on={"batch": (3, 1, 4, 1, 5, 9, 2, 6)}, gives=Fraction(-1, 7)),
        Computed(about="a batch of 2 is always -1 and 1", by=mean_product, on={"batch": (3, 10)}, gives=Fraction(-1)),
        Computed(about="virtual: the first output of (2, 0, 7)", by=first,
                 on={"batch": (2, 0, 7), "reference": (1, 4, 6)},
                 gives=Fraction(-25, 59)),
        Computed(about="and of (2, 9, -5): unchanged", by=first, on={"batch": (2, 9, -5), "reference": (1, 4, 6)},
                 gives=Fraction(-25, 59)),
        Computed(about="with batch normalisation the first", by=first, on={"batch": (2, 0, 7)}, gives=Fraction(-3, 26)),
        Computed(about="and the second: changed", by=first, on={"batch": (2, 9, -5)}, relation="/=",
                 gives=Fraction(-3, 26)),
    ),
    needed=(Needed(hypothesis=EXACT,
                   shown_by=Computed(about="with eps = 1 the squares of (0, 2) add up to 1, not to 2",
                                     by=normalised, on={"batch": (0, 2), "eps": Fraction(1)},
                                     gives=(Fraction(-1, 2), Fraction(1, 2)))),),
)  # fmt: skip

HIGHLY_CORRELATED = Claim(
    id="virtual-batch-norm-as-printed",
    entry="virtual-batch-norm",
    says=r"Batch normalisation makes the samples within a minibatch highly correlated.",
    sources=(SALIMANS,),
    printed=Printed(deck="003", heading="Virtual batch normalization", rows=(44,),
                    sentence=r"BatchNorm makes samples within minibatch are highly correlated"),
    instead=r"Dependent: the mean product over pairs is exactly $-\frac{1}{m-1}$, which is weak for large $m$.",
    corrected_by=("virtual-batch-norm",),
    proof=(
        Computed(about="a batch of 8: weakly negative", by=mean_product, on={"batch": (3, 1, 4, 1, 5, 9, 2, 6)},
                 gives=Fraction(-1, 7)),
        Special(about="a batch of 128", of="-1/(n - 1)", put={"n": "128"}, gives="-1/127",
                because="whatever the data are"),
        Sign(about="never positive, let alone near 1", symbols={"n": "(1, inf)"}, of="-1/(n - 1)", positive=False,
             because="n > 1"),
    ),
)  # fmt: skip

CLAIMS = (NOT_CONSTANT, COLLAPSE_TRAINED, VIRTUAL, HIGHLY_CORRELATED)
