r"""DCGAN: the layers of the paper, what its recipe fixes, and the pooling it does not have.

Says
    The discriminator halves the side with strided convolutions, the generator doubles it with transposed ones; nothing
    is pooled, nothing in between is fully connected.  Batch normalisation everywhere but at the generator's output and
    the discriminator's input.  Figure 1's generator has 18 851 200 weights.

Idea
    The architecture is written down as the paper gives it; sides and weights are computed from it.

Names
    Layer    one layer: what it is, channels in and out, kernel, stride, padding, output padding, normalised or not

Source   Radford et al. 2016, Unsupervised representation learning with DCGANs, Section 3, Figure 1 and Section 4
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from theory.networks.windows import Grid, gather_grid, size_after_gather, size_after_spread
from theory.proving.calc import Calc, Line
from theory.proving.claim import Claim, Experiment, Printed, Source
from theory.proving.computed import Computed
from theory.proving.facts import Sign

RADFORD = Source("Radford et al. 2016, DCGAN", "Section 3")
FIGURE_1 = Source("Radford et al. 2016, DCGAN", "Figure 1")
TRAINING = Source("Radford et al. 2016, DCGAN", "Section 4")
STRIDED, TRANSPOSED, PROJECTED = "strided convolution", "transposed convolution", "projection of the noise"


@dataclass(frozen=True)
class Layer:
    kind: str
    ins: int
    outs: int
    k: int = 5
    s: int = 2
    p: int = 2
    extra: int = 0
    batch_norm: bool = True

    def __str__(self) -> str:
        return f"{self.kind} {self.ins} to {self.outs}"

    def side(self, n: int) -> int:
        """The side of its output."""
        if self.kind == PROJECTED:
            return self.k
        if self.kind == STRIDED:
            return size_after_gather(n, self.k, self.s, self.p)
        return size_after_spread(n, self.k, self.s, self.p, self.extra)


#: Figure 1: noise of 100 numbers to an image of 3 x 64 x 64.
GENERATOR = (
    Layer(PROJECTED, 100, 1024, k=4, s=1, p=0),
    Layer(TRANSPOSED, 1024, 512, extra=1),
    Layer(TRANSPOSED, 512, 256, extra=1),
    Layer(TRANSPOSED, 256, 128, extra=1),
    Layer(TRANSPOSED, 128, 3, extra=1, batch_norm=False),
)
#: Its mirror image; the last layer makes one number out of 4 x 4.
DISCRIMINATOR = (
    Layer(STRIDED, 3, 128, batch_norm=False),
    Layer(STRIDED, 128, 256),
    Layer(STRIDED, 256, 512),
    Layer(STRIDED, 512, 1024),
    Layer(STRIDED, 1024, 1, k=4, s=1, p=0, batch_norm=False),
)


def sides(layers: tuple[Layer, ...], start: int) -> tuple[int, ...]:
    """The side before the first layer, and after each."""
    found = [start]
    for layer in layers:
        found.append(layer.side(found[-1]))
    return tuple(found)


def weights(layers: tuple[Layer, ...]) -> tuple[int, ...]:
    """k k ins outs, layer by layer: kernels only, no biases, no normalisation."""
    return tuple(layer.k**2 * layer.ins * layer.outs for layer in layers)


def all_weights(layers: tuple[Layer, ...]) -> int:
    return sum(weights(layers))


def kinds(layers: tuple[Layer, ...]) -> tuple[str, ...]:
    """What kinds of layer there are."""
    return tuple(sorted({layer.kind for layer in layers}))


def without_batch_norm(layers: tuple[Layer, ...]) -> tuple[int, ...]:
    """Which layers (counted from 1) are not normalised."""
    return tuple(k for k, layer in enumerate(layers, start=1) if not layer.batch_norm)


def mean_pooled(image: Grid) -> tuple[tuple[Fraction, ...], ...]:
    """The mean of each 2 x 2 block."""
    half = range(len(image) // 2)
    block = [(0, 0), (0, 1), (1, 0), (1, 1)]
    return tuple(tuple(Fraction(sum(image[2 * y + a][2 * x + b] for a, b in block), 4) for x in half) for y in half)


def strided_by_ones(image: Grid) -> tuple[tuple[Fraction, ...], ...]:
    """A convolution of stride 2 with the fixed kernel of four 1/4."""
    return tuple(tuple(Fraction(v, 4) for v in row) for row in gather_grid(image, ((1, 1), (1, 1)), 2, 0))


def strided_by_corner(image: Grid) -> tuple[tuple[Fraction, ...], ...]:
    """A convolution of stride 2 with another kernel, 1 in its first corner."""
    return tuple(tuple(Fraction(v) for v in row) for row in gather_grid(image, ((1, 0), (0, 0)), 2, 0))


def memory_of_adam(beta: Fraction) -> Fraction:
    """1/(1 - beta): the mean number of gradients that a moving average remembers."""
    return 1 / (1 - beta)


def to_unit_range(value: int) -> Fraction:
    """A byte, scaled to [-1, 1] as the paper does for tanh."""
    return Fraction(2 * value, 255) - 1


IMAGE: Grid = ((1, 3, 0, 8), (5, 7, 4, 4), (2, 2, 9, 1), (0, 4, 1, 1))

ARCHITECTURE = Claim(
    id="dcgan-002",
    says=r"DCGAN replaces pooling by strided convolutions in $D$ and transposed convolutions in $G$, with batch "
         r"normalisation and LeakyReLU in $D$: the sides go $64 \to 32 \to 16 \to 8 \to 4 \to 1$ and $1 \to 4 \to 8 "
         r"\to 16 \to 32 \to 64$.",
    sources=(RADFORD, FIGURE_1),
    uses=("tconv-output-size", "dcgan-paper-architecture"),
    proof=(
        Computed(about="sides in the generator, kernels of 5, stride 2, padding 2, output padding 1", by=sides,
                 on={"layers": GENERATOR, "start": 1}, gives=(1, 4, 8, 16, 32, 64)),
        Computed(about="sides in the discriminator", by=sides, on={"layers": DISCRIMINATOR, "start": 64},
                 gives=(64, 32, 16, 8, 4, 1)),
        Computed(about="the other usual choice, kernel 4, stride 2, padding 1, doubles as well", by=size_after_spread,
                 on={"n": 16, "k": 4, "s": 2, "p": 1}, gives=32),
        Computed(about="what G is made of", by=kinds, on={"layers": GENERATOR}, gives=(PROJECTED, TRANSPOSED)),
        Computed(about="what D is made of", by=kinds, on={"layers": DISCRIMINATOR}, gives=(STRIDED,)),
    ),
)  # fmt: skip

NO_POOLING = Claim(
    id="dcgan-without-pooling",
    entry="dcgan-pooling",
    says=r"DCGAN has no pooling, neither of maxima nor of means: strided convolutions with trained kernels take its "
         r"place. Mean pooling by 2 is one of these, with the kernel fixed at four times $\tfrac14$.",
    sources=(RADFORD,),
    uses=("dcgan-002", "dcgan-paper-architecture"),
    proof=(
        Computed(about="the only kind of layer in the discriminator", by=kinds, on={"layers": DISCRIMINATOR},
                 gives=(STRIDED,)),
        Computed(about="a 4 x 4 image, mean-pooled", by=mean_pooled, on={"image": IMAGE},
                 gives=((Fraction(4), Fraction(4)), (Fraction(2), Fraction(3)))),
        Computed(about="and by a strided convolution with a fixed kernel", by=strided_by_ones, on={"image": IMAGE},
                 gives=((Fraction(4), Fraction(4)), (Fraction(2), Fraction(3)))),
    ),
)  # fmt: skip

POOLING = Claim(
    id="dcgan-pooling",
    says=r"DCGAN pools means instead of maxima.",
    sources=(RADFORD,),
    printed=Printed(deck="003", heading="Deep Convolutional GAN", rows=(43,),
                    sentence=r"Mean-pooling instead of max-pooling; downsample with strided convolutions and average "
                             r"pooling"),
    instead=r"Strided convolutions replace all pooling, as the paper and deck 002 say.",
    corrected_by=("dcgan-without-pooling",),
    proof=(
        Computed(about="the paper's discriminator has layers of one kind", by=kinds, on={"layers": DISCRIMINATOR},
                 gives=(STRIDED,)),
        Computed(about="and kernels to train in each; a mean has none", by=weights, on={"layers": DISCRIMINATOR},
                 gives=(9600, 819200, 3276800, 13107200, 16384)),
        Computed(about="with another kernel a strided convolution is no mean", by=strided_by_corner,
                 on={"image": IMAGE},
                 relation="/=", gives=((Fraction(4), Fraction(4)), (Fraction(2), Fraction(3)))),
    ),
)  # fmt: skip

RECIPE = Claim(
    id="dcgan-recipe",
    says=r"ReLU in $G$ with tanh at its output, LeakyReLU(0.2) in $D$ with a sigmoid at its output, Adam with rate "
         r"$2\cdot 10^{-4}$ and $\beta_1 = \tfrac12$, batches of 128, batch normalisation but at $G$'s output and "
         r"$D$'s input. So data have to lie in $[-1, 1]$; $\beta_1$ remembers 2 gradients instead of 10; Figure 1's "
         r"generator has 18851200 weights.",
    sources=(TRAINING, FIGURE_1),
    uses=("dcgan-002", "dcgan-paper-architecture"),
    proof=(
        Sign(about="tanh stays below 1 in absolute value", symbols={"u": "real"}, of="1/cosh(u)**2",
             because="1 - tanh^2"),
        Calc(about="which is what is left of 1", symbols={"u": "real"}, start="1 - tanh(u)**2",
             lines=(Line("1/cosh(u)**2", "cosh^2 - sinh^2 = 1"),)),
        Computed(about="the byte 0 becomes", by=to_unit_range, on={"value": 0}, gives=Fraction(-1)),
        Computed(about="and 255", by=to_unit_range, on={"value": 255}, gives=Fraction(1)),
        Computed(about="gradients that Adam remembers", by=memory_of_adam, on={"beta": Fraction(1, 2)},
                 gives=Fraction(2)),
        Computed(about="with its default 0.9", by=memory_of_adam, on={"beta": Fraction(9, 10)}, gives=Fraction(10)),
        Computed(about="layers of G that are not normalised: its output", by=without_batch_norm,
                 on={"layers": GENERATOR}, gives=(5,)),
        Computed(about="layers of D: its input, and its one output, which has nothing to normalise",
                 by=without_batch_norm,
                 on={"layers": DISCRIMINATOR}, gives=(1, 5)),
        Computed(about="weights layer by layer", by=weights, on={"layers": GENERATOR},
                 gives=(1638400, 13107200, 3276800, 819200, 9600)),
        Computed(about="together", by=all_weights, on={"layers": GENERATOR}, gives=18851200),
    ),
)  # fmt: skip

RECIPE_TRAINED = Claim(
    id="dcgan-recipe-trained",
    entry="dcgan-recipe",
    says=r"With this recipe a DCGAN learns images.",
    sources=(TRAINING,),
    experiment=Experiment(
        name="dcgan-digits",
        shows="the recipe on real digits: what a classifier recognises, which digits are covered"),
)  # fmt: skip

CLAIMS = (ARCHITECTURE, NO_POOLING, POOLING, RECIPE, RECIPE_TRAINED)
