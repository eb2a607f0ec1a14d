r"""What a model of images is: densities and their axioms, means, the space they live in, and why it is hard to fill.

Says
    A mean is an integral against the density, where it converges.  A density is not negative and integrates to one; it
    may vanish.  An image is a point of a space of many dimensions; normalising a model of it by weights adds up 2^n
    terms.  A generative model describes and draws; the loss decides which difference between the laws is made small.

Idea
    Count.

Names
    n    the number of pixels

Source   Bishop 2006, Section 1.2; Theis et al. 2016
"""

from __future__ import annotations

from fractions import Fraction
from itertools import product

from theory.likelihood.gaussian_masses import log10_of_power
from theory.proving.claim import Claim, Needed, Printed, Source
from theory.proving.computed import Computed
from theory.proving.facts import Number, Special
from theory.proving.gradient import Slope

BISHOP = Source("Bishop 2006, Pattern Recognition and Machine Learning", "Section 1.2")


def mean_of(values: tuple, chances: tuple) -> Fraction:
    """The sum of value times chance."""
    return sum((v * c for v, c in zip(values, chances, strict=True)), Fraction(0))


def cauchy_partial_mean(n: int) -> Fraction:
    """A lower bound of the integral of x/(1 + x^2) from 1 to 2^n: each doubling of x adds at least 2^k/(1 + 4^(k+1))
    2^k."""
    return sum((Fraction(4**k, 1 + 4 ** (k + 1)) for k in range(n)), Fraction(0))


def numbers_in_an_image(side: int, colours: int) -> int:
    """side x side pixels with one number for each colour."""
    return side * side * colours


def states(pixels: int) -> int:
    """The number of pictures of so many black or white pixels, by listing them."""
    return sum(1 for _ in product((0, 1), repeat=pixels))


def mass(values: tuple) -> tuple[Fraction, bool]:
    """The total, and whether all values are positive."""
    return sum(values, Fraction(0)), all(v > 0 for v in values)


MEAN = Claim(
    id="expectation-definition",
    says=r"$\mathbb{E}[x] = \int x\,p(x)\,dx$, a sum over the values with their chances, for an integrable $x$.",
    assumes=(r"$x$ is integrable",),
    sources=(BISHOP,),
    proof=(
        Computed(about="a fair die", by=mean_of,
                 on={"values": tuple(map(Fraction, range(1, 7))), "chances": (Fraction(1, 6),) * 6},
                 gives=Fraction(7, 2)),
        Slope(about="U[0, 1]: x has the antiderivative", of="x1**2/2", over="x1", gives="x1",
              because="so the mean is 1/2 - 0"),
        Slope(about="exponential: x exp(-x) has", of="-(x1 + 1)*exp(-x1)", over="x1", gives="x1*exp(-x1)",
              because="0 at infinity, -1 at 0: the mean is 1"),
    ),
    needed=(Needed(hypothesis=r"$x$ is integrable",
                   shown_by=Computed(about="Cauchy: pi times half the mean of |x| exceeds 20 before x = 2^100",
                                     by=cauchy_partial_mean,
                                     on={"n": 100}, relation=">", gives=20,
                                     because="at least 1/5 for every doubling")),),
)  # fmt: skip

AXIOMS = Claim(
    id="pdf-axioms",
    says=r"A density obeys $p(x) \ge 0$ and $\int p = 1$ (a mass function $\sum p = 1$); it may vanish.",
    sources=(BISHOP,),
    proof=(
        Computed(about="(1/2, 1/2, 0) is a law on three points: total, and whether positive everywhere", by=mass,
                 on={"values": (Fraction(1, 2), Fraction(1, 2), Fraction(0))}, gives=(Fraction(1), False)),
        Special(about="where p vanishes and q does not, D* = 0: the supports arguments of the other decks need such "
                      "points",
                of="p/(p + q)", put={"p": "0"}, gives="0", because="0/q"),
    ),
)  # fmt: skip

STRICT = Claim(
    id="pdf-axioms-as-printed",
    entry="pdf-axioms",
    says=r"Any density is positive everywhere.",
    sources=(BISHOP,),
    printed=Printed(deck="001", heading="(the variational lower bound)", rows=(24,),
                    sentence=r"Any pdf $p(x)$ satisfies i) $p(x) > 0$ ii) $\sum p(x) = 1$"),
    instead=r"$p(x) \ge 0$: $U[0, 1]$ vanishes outside $[0, 1]$.",
    corrected_by=("pdf-axioms",),
    proof=(
        Computed(about="(1, 0) is a law, and not positive everywhere", by=mass,
                 on={"values": (Fraction(1), Fraction(0))},
                 gives=(Fraction(1), False)),
        Computed(about="so is (0, 1/2, 1/2)", by=mass, on={"values": (Fraction(0), Fraction(1, 2), Fraction(1, 2))},
                 gives=(Fraction(1), False)),
    ),
)  # fmt: skip

INTRACTABLE = Claim(
    id="mle-for-images-hard",
    says=r"To normalise a model of black and white pictures of $n$ pixels that is given by weights, $2^n$ terms are "
         r"added: 4096 for 12 pixels, more than $10^{236}$ for 28 x 28.",
    sources=(Source("Theis et al. 2016, arXiv 1511.01844", "Section 1"),),
    proof=(
        Computed(about="12 pixels, by listing the pictures", by=states, on={"pixels": 12}, gives=4096),
        Computed(about="28 x 28 pixels: log10 of the 2^784 images there are", by=log10_of_power,
                 on={"base": 2, "exponent": 784},
                 relation=">", gives=236),
    ),
)  # fmt: skip

IMAGES = Claim(
    id="image-space",
    says=r"A colour image of $256 \times 256$ is a point of $\mathbb{R}^{196608}$; with 8 bits a number there are "
         r"$256^{196608} \approx 10^{473479.243}$ of them.",
    sources=(BISHOP,),
    proof=(
        Computed(about="numbers in an image", by=numbers_in_an_image, on={"side": 256, "colours": 3}, gives=196608),
        Computed(about="log10 of how many images there are", by=log10_of_power, on={"base": 256, "exponent": 196608},
                 gives="473479.24310003211863"),
    ),
)  # fmt: skip

GENERATIVE = Claim(
    id="generative-model-definition",
    says=r"A generative model describes the distribution of data and draws from it.",
    sources=(BISHOP,),
    definition=True,
)

GOAL = Claim(
    id="goal-of-g",
    says=r"The generator is trained to make a difference between $p_g$ and $p_{data}$ small; the loss decides which: "
         r"with $D^*$ frozen, $\log(1 - D)$ follows $2\,\mathrm{JSD}$ and $-\log D$ follows "
         r"$2\,\mathrm{KL}(m\,\|\,p)$, two divergences that vanish together.",
    sources=(Source("Goodfellow et al. 2014", "Section 4"),),
    uses=("saturating-gradient-is-2jsd", "log-d-trick-divergence"),
    proof=(
        Special(about="both vanish at q = p: the first", of="2*JSD(p, q)", put={"q": "p"}, gives="0",
                because="log 1 = 0"),
        Special(about="the second", of="2*KL(m, p)", put={"q": "p"}, gives="0", because="m = p"),
        Number(about="they are different: on two points the first is", of="2*JSD(p, q)",
               is_about="0.06764415113721046000074719784180"),
        Number(about="and the second", of="2*KL(m, p)", is_about="0.063167884803926499128454608391922556"),
    ),
)  # fmt: skip

CLAIMS = (MEAN, AXIOMS, STRICT, INTRACTABLE, IMAGES, GENERATIVE, GOAL)
