r"""A GAN is an implicit model: it gives samples, no density, and it reconstructs nothing.

Says
    A VAE prescribes a density, a GAN only a sampler: G from a line into a plane has an image of area 0, so its law has
    no density there, and its JSD to any law with a density is log 2.
    V contains no pair (x, G(z)): reordering the fakes against the real points does not change it, while a
    reconstruction error changes.  Sampling needs G and z alone.

Idea
    Cover the image by squares: their number grows like 1/e, their total area like e.

Names
    n    points on the curve, e = 1/n

Source   Mohamed and Lakshminarayanan 2016; Goodfellow et al. 2014
"""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations

from flint import arb

from theory.proving.calc import Calc, Line
from theory.proving.claim import Claim, Needed, Printed, Source
from theory.proving.computed import Computed
from theory.proving.facts import Special
from theory.variational.finite_model import log

MOHAMED = Source("Mohamed and Lakshminarayanan 2016, Learning in implicit generative models", "Section 1")
GOODFELLOW = Source("Goodfellow et al. 2014", "Section 3")
REAL = (Fraction(9, 10), Fraction(3, 5), Fraction(1, 2))
FAKE = (Fraction(1, 10), Fraction(2, 5), Fraction(1, 3))


def parabola(z: Fraction) -> tuple[Fraction, Fraction]:
    """G(z) = (z, z^2), from [0, 1] into the plane."""
    return z, z * z


def covered_area(n: int) -> Fraction:
    """The area of all squares of side 1/n that G([0, 1]) meets: a bound on the area of the image."""
    squares = {(k, row) for k in range(n) for row in range(k * k // n, ((k + 1) * (k + 1) - 1) // n + 1)}
    return Fraction(len(squares), n * n)


def value(real: tuple, fake: tuple) -> arb:
    """The mean of log D(x) plus the mean of log(1 - D(G(z)))."""
    n = len(real)
    return sum((log(d) for d in real), arb(0)) / n + sum((log(1 - d) for d in fake), arb(0)) / n


def same_value_in_any_order(real: tuple, fake: tuple) -> bool:
    """Whether V is the same for all orders of the fakes, to 60 digits."""
    here = value(real, fake)
    return all(bool(abs(value(real, order) - here) < arb("1e-60")) for order in permutations(fake))


def squared_errors(points: tuple, outputs: tuple) -> tuple[Fraction, Fraction]:
    """The mean squared error of the pairs, and of the pairs with the outputs in the opposite order."""
    n = len(points)
    return (sum(((a - b) ** 2 for a, b in zip(points, outputs, strict=True)), Fraction(0)) / n,
            sum(((a - b) ** 2 for a, b in zip(points, outputs[::-1], strict=True)), Fraction(0)) / n)  # fmt: skip


def sample(noise: tuple) -> tuple:
    """G(z_1), ..., G(z_n): nothing but G and the noise."""
    return tuple(parabola(z) for z in noise)


IMPLICIT = Claim(
    id="implicit-model",
    says=r"A GAN is known through samples of $G_\theta(z)$ alone. For $G(z) = (z, z^2)$ the law has no density in the "
         r"plane: the squares of side $\frac1n$ that the image meets have a total area below $\frac3n$.",
    assumes=(r"$z$ has fewer dimensions than $x$, and $G$ is Lipschitz",),
    sources=(MOHAMED,),
    proof=(
        Computed(about="covered area at n = 10", by=covered_area, on={"n": 10}, relation="<", gives=Fraction(3, 10)),
        Computed(about="at n = 100", by=covered_area, on={"n": 100}, relation="<", gives=Fraction(3, 100)),
        Computed(about="at n = 1000", by=covered_area, on={"n": 1000}, relation="<", gives=Fraction(3, 1000)),
        Calc(about="why: in column k the curve climbs from (k/n)^2 to ((k+1)/n)^2, that is by",
             start="((k + 1)/n)**2 - (k/n)**2",
             lines=(Line("(2*k + 1)/n**2", "less than 2/n for k < n: at most three squares"),)),
    ),
    needed=(Needed(hypothesis=r"$z$ has fewer dimensions than $x$, and $G$ is Lipschitz",
                   shown_by=Special(about="with z in the plane, G = identity, the covered area is that of the unit "
                                          "square for every n",
                                    symbols={"n": "(0, inf)"}, of="k*(1/n**2)", put={"k": "n**2"}, gives="1",
                                    because="all n^2 squares are met"),),),
)  # fmt: skip

EXCHANGED = Claim(
    id="gan-explicit-implicit",
    says=r"A VAE learns the distribution implicitly, a GAN explicitly.",
    sources=(MOHAMED,),
    printed=Printed(deck="000", heading="GAN", rows=(4,),
                    sentence=r"Instead of implicitly learning the image distributions (as in VAE), GAN's explicitly "
                             r"learns it"),
    instead=r"The other way round: a GAN is an implicit model, a VAE prescribes a density.",
    corrected_by=("implicit-model",),
    proof=(
        Computed(about="a generator from a line into the plane: all its mass lies in an area below 3/1000",
                 by=covered_area,
                 on={"n": 1000}, relation="<", gives=Fraction(3, 1000)),
        Special(about="so no density can be written for it: against one, JSD has the integrand p log 2 where its own "
                      "mass is",
                of="p*log(p/((p + q)/2))", put={"q": "0"}, gives="p*log(2)", because="the area is 0 to the other law"),
        Computed(about="samples are what it gives", by=sample, on={"noise": (Fraction(1, 2), Fraction(1, 3))},
                 gives=((Fraction(1, 2), Fraction(1, 4)), (Fraction(1, 3), Fraction(1, 9)))),
    ),
)  # fmt: skip

UNPAIRED = Claim(
    id="value-pairs-nothing",
    entry="gan-no-reconstruction",
    says=r"$V$ is a mean over real points plus a mean over fakes: any reordering of the fakes leaves it as it is. A "
         r"mean squared error of pairs is changed.",
    sources=(GOODFELLOW,),
    proof=(
        Computed(about="all six orders of three fakes", by=same_value_in_any_order, on={"real": REAL, "fake": FAKE},
                 gives=True),
        Computed(about="the value", by=value, on={"real": REAL, "fake": FAKE},
                 gives="(log(9/10) + log(3/5) + log(1/2))/3 + (log(9/10) + log(3/5) + log(2/3))/3"),
        Computed(about="squared errors of (0, 1) against (0, 1), and against (1, 0)", by=squared_errors,
                 on={"points": (Fraction(0), Fraction(1)), "outputs": (Fraction(0), Fraction(1))},
                 gives=(Fraction(0), Fraction(1))),
    ),
)  # fmt: skip

RECONSTRUCTION = Claim(
    id="gan-no-reconstruction",
    says=r"A GAN keeps the objective of reconstructing the image.",
    sources=(GOODFELLOW,),
    printed=Printed(deck="000", heading="GAN", rows=(5,),
                    sentence=r"keeping the overall objective of image reconstruction being fixed"),
    instead=r"A GAN has no reconstruction term: no $x$ is paired with a $z$.",
    corrected_by=("value-pairs-nothing",),
    proof=(
        Computed(about="its value does not see which fake belongs to which real point", by=same_value_in_any_order,
                 on={"real": REAL, "fake": FAKE}, gives=True),
        Computed(about="a reconstruction error does", by=squared_errors,
                 on={"points": (Fraction(0), Fraction(1)), "outputs": (Fraction(0), Fraction(1))},
                 gives=(Fraction(0), Fraction(1))),
    ),
)  # fmt: skip

INFERENCE = Claim(
    id="inference-stage",
    says=r"Sampling needs $G_\theta$ and $z \sim N(0, I)$ only; the discriminator is not evaluated.",
    sources=(GOODFELLOW,),
    proof=(
        Computed(about="samples of G(z) = (z, z^2), by a program that has no discriminator", by=sample,
                 on={"noise": (Fraction(0), Fraction(2), Fraction(-1))},
                 gives=((Fraction(0), Fraction(0)), (Fraction(2), Fraction(4)), (Fraction(-1), Fraction(1)))),
    ),
)  # fmt: skip

CLAIMS = (IMPLICIT, EXCHANGED, UNPAIRED, RECONSTRUCTION, INFERENCE)
