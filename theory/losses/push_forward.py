r"""A generator as a function: the law it makes, and how the gradient of D moves its points.

Says
    The law of G(z) gives a set the chance of its preimage.  A generator's gradient reaches it through D at its own
    points: d/dtheta h(D(G(z))) = h'(D) D'(G) dG/dtheta.  Both losses, log(1 - D) and -log D, move a point uphill on D.
    After a small discriminator step its payoff is higher; after a small generator step its point scores higher.

Idea
    The chain rule; a step along a slope s of size h changes the value by h s^2 to first order.

Names
    x, s    a generated point and the slope of D there;  h  a small step

Source   Goodfellow et al. 2014, Sections 3 and 4
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from theory.proving.calc import Calc, Line
from theory.proving.claim import Claim, Experiment, Needed, Source
from theory.proving.computed import Computed
from theory.proving.facts import Sign, Special
from theory.proving.gradient import Slope

SECTION_3 = Source("Goodfellow et al. 2014", "Section 3")
BILLINGSLEY = Source("Billingsley 1995, Probability and Measure", "Section 13")
SIXTH = Fraction(1, 6)
DIE = tuple((face, SIXTH) for face in range(1, 7))

Law = tuple[tuple[int, Fraction], ...]


def remainder(z: int) -> int:
    """z mod 3: a map that is not invertible."""
    return z % 3


def image_law(noise: Law, generator: Callable[[int], int]) -> Law:
    """The law of G(z): each value with the sum of the chances of the z that are sent to it."""
    found: dict[int, Fraction] = {}
    for z, chance in noise:
        found[generator(z)] = found.get(generator(z), Fraction(0)) + chance
    return tuple(sorted(found.items()))


def preimage_chances(noise: Law, generator: Callable[[int], int], values: tuple[int, ...]) -> Law:
    """For each value x, the chance of the set {z : G(z) = x}."""
    return tuple((x, sum((c for z, c in noise if generator(z) == x), Fraction(0))) for x in values)


AS_FUNCTION = Claim(
    id="generator-as-function",
    says=r"The law of $G(z)$ is $P_g(A) = P_z(G^{-1}(A))$, with the preimage as a set: $G$ need not be invertible, and "
         r"$\mathbb{E}_z h(G(z)) = \mathbb{E}_q h(x)$.",
    sources=(BILLINGSLEY,),
    uses=("value-as-integrals",),
    proof=(
        Calc(about="averages", start="E_z(h(G(z)))", lines=(Line("E_q(h(x))", "q is the law of G(z)"),)),
        Computed(about="a fair die modulo 3: each value collects its preimage", by=image_law,
                 on={"noise": DIE, "generator": remainder},
                 gives=((0, Fraction(1, 3)), (1, Fraction(1, 3)), (2, Fraction(1, 3)))),
        Computed(about="by preimages, the same law", by=preimage_chances,
                 on={"noise": DIE, "generator": remainder, "values": (0, 1, 2)},
                 gives=((0, Fraction(1, 3)), (1, Fraction(1, 3)), (2, Fraction(1, 3)))),
    ),
)  # fmt: skip

GUIDED = Claim(
    id="gradient-of-d-guides-g",
    says=r"$\nabla_\theta\,h(D(G)) = h'(D)\,\nabla_x D\,\nabla_\theta G$; for $\log(1 - D)$ and for $-\log D$ a "
         r"descent step moves a point along $+\nabla_x D$, uphill. For $N(0,1)$ and $N(1,1)$, where $D^* = "
         r"\sigma(\tfrac12 - x)$, that is to the left, towards the data.",
    assumes=(r"$\nabla_x D \ne 0$ at the point",),
    sources=(SECTION_3,),
    proof=(
        Slope(about="the chain rule, for a discriminator F and the generator G = t z with parameter t", of="h(F(t*z))",
              over="t", gives="h'(F(t*z))*F'(t*z)*z", because="loss, discriminator, generator"),
        Slope(about="descent on log(1 - D), for D = sigmoid of a logit a", of="log(1 - sigmoid(a))", over="a",
              gives="-sigmoid(a)", because="minus this times da/dx: uphill"),
        Slope(about="descent on -log D", of="-log(sigmoid(a))", over="a", gives="-(1 - sigmoid(a))",
              because="minus this times da/dx: uphill, too"),
        Slope(about="Gaussians: the slope of log D*", of="log(sigmoid(1/2 - x))", over="x",
              gives="-(1 - sigmoid(1/2 - x))", because="negative: uphill is to the left"),
    ),
    needed=(Needed(hypothesis=r"$\nabla_x D \ne 0$ at the point",
                   shown_by=Special(about="where D is flat (slope s = 0) neither loss moves the point",
                                    symbols={"D": "(0, 1)"},
                                    of="-(1 - D)*s", put={"s": "0"}, gives="0", because="no direction is left")),),
)  # fmt: skip

TWO_STEPS = Claim(
    id="two-step-training",
    says=r"A small ascent step on the discriminator's logit raises its payoff on a batch, and a small descent step of "
         r"the generator raises $D(G(z))$, for both generator losses: to first order by the step times a square.",
    sources=(SECTION_3,),
    uses=("discriminator-ascends", "gradient-of-d-guides-g"),
    proof=(
        Slope(about="the payoff on a real point after a step h up its slope 1 - sigmoid(a)",
              of="log(sigmoid(a + h*(1 - sigmoid(a))))", over="h",
              gives="(1 - sigmoid(a))*(1 - sigmoid(a + h*(1 - sigmoid(a))))", because="the chain rule"),
        Special(about="which at h = 0 is the square of the slope", symbols={"a": "real"},
                of="(1 - sigmoid(a))*(1 - sigmoid(a + h*(1 - sigmoid(a))))", put={"h": "0"},
                gives="(1 - sigmoid(a))**2",
                because="the payoff rises"),
        Slope(about="the score of a fake after a step h down the saturating loss, where the logit has slope s",
              of="sigmoid(a + h*s**2*sigmoid(a))", over="h",
              gives="s**2*sigmoid(a)*sigmoid(a + h*s**2*sigmoid(a))*(1 - sigmoid(a + h*s**2*sigmoid(a)))",
              because="the chain rule"),
        Sign(about="at h = 0 the score rises", symbols={"a": "real", "s": "nonzero"},
             of="s**2*sigmoid(a)**2*(1 - sigmoid(a))", because="unless s = 0"),
    ),
)  # fmt: skip

TRAINED = Claim(
    id="two-step-training-trained",
    entry="two-step-training",
    says=r"In training, a discriminator step lowers its loss on the batch and a generator step raises the mean of "
    r"$D(G(z))$.",
    sources=(SECTION_3,),
    experiment=Experiment(
        name="two-steps",
        shows=r"the share of steps after which the loss on the batch is lower, and the mean score higher",
    ),
)

CLAIMS = (AS_FUNCTION, GUIDED, TWO_STEPS, TRAINED)
