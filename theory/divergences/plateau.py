r"""The plateau of the JSD: finite where KL is infinite, and flat; for Gaussians only nearly flat.

Says
    JSD(delta_0, delta_t) = log 2 for every t /= 0: finite, and without a gradient, which is the defect, not the
    requirement. For N(0, 1) and N(mu, 1) the JSD climbs to log 2; the saturating gradient mu int p q/(p + q) falls like
    sqrt(pi/2) exp(-mu^2/8), the non-saturating one tends to mu; the two add up to mu.
    max_D V = 2 JSD - log 4 climbs with mu from -log 4 to 0: far laws are easy to tell apart.

Idea
    p q/(p + q) <= sqrt(p q)/2, and the integral of sqrt(p q) is exp(-mu^2/8).

Names
    u    the mean mu of the second law

Source   Arjovsky and Bottou 2017, Section 2; Goodfellow et al. 2014, Section 4
"""

from __future__ import annotations

import itertools
from fractions import Fraction

from flint import arb

from theory.divergences.finite_values import jsd as jsd_of_points
from theory.divergences.gaussian_mixtures import jsd_of_shift, other_slope, saturating_slope
from theory.proving.calc import Calc, Line
from theory.proving.claim import Claim, Experiment, Needed, Printed, Source
from theory.proving.computed import Computed
from theory.proving.facts import Sign, Special
from theory.proving.gradient import Slope

BOTTOU = Source("Arjovsky and Bottou 2017", "Section 2")
GOODFELLOW = Source("Goodfellow et al. 2014", "Section 4")
FLAT = r"the loss is the saturating one, with $D$ optimal"


def points(theta: Fraction) -> arb:
    """JSD of delta_0 and delta_theta, as laws on the two (or one) places."""
    if theta == 0:
        return jsd_of_points((Fraction(1),), (Fraction(1),))
    return jsd_of_points((Fraction(1), Fraction(0)), (Fraction(0), Fraction(1)))


def best_values(means: tuple[Fraction, ...]) -> tuple[bool, ...]:
    """Whether max V = 2 JSD - log 4 climbs from each mean to the next."""
    values = [2 * jsd_of_shift(mean) - arb(4).log() for mean in means]
    return tuple(bool(a < b) for a, b in itertools.pairwise(values))


def asymptote_ratio(mean: int) -> arb:
    """The saturating gradient over sqrt(pi/2) exp(-mu^2/8) (1 - pi^2/(2 mu^2))."""
    claimed = (arb.pi() / 2).sqrt() * (-(arb(mean) ** 2) / 8).exp() * (1 - arb.pi() ** 2 / (2 * mean**2))
    return saturating_slope(Fraction(mean)) / claimed


CONSTANT = Claim(
    id="js-behaviour-required",
    says=r"JSD stays finite, $\log 2$, where KL is infinite; as a constant it has no gradient: for $\delta_0$, "
         r"$\delta_\theta$ it is the same for all $\theta \ne 0$.",
    sources=(BOTTOU,),
    uses=("jsd-max-iff-singular", "theta-lines-kl-jsd"),
    proof=(
        Computed(about="theta = 1/2", by=points, on={"theta": Fraction(1, 2)}, gives="log(2)"),
        Computed(about="theta = 1/1000", by=points, on={"theta": Fraction(1, 1000)}, gives="log(2)"),
        Computed(about="theta = 0", by=points, on={"theta": Fraction(0)}, gives=0),
        Slope(about="the slope of a constant", of="log(2)", over="t", gives="0", because="nothing moves"),
    ),
)  # fmt: skip

REQUIRED = Claim(
    id="js-behaviour-required-as-printed",
    entry="js-behaviour-required",
    says=r"The value $\log 2$ for laws that do not overlap is what training requires.",
    sources=(BOTTOU,),
    printed=Printed(deck="000", heading="JS-divergence", rows=(21,),
                    sentence=r"This behaviour is required ... rarely happens that P & Q overlap"),
    instead=r"A constant has no gradient: decks 002, 003 and 004 list it as the defect.",
    corrected_by=("js-behaviour-required",),
    proof=(
        Computed(about="near and far are alike: theta = 1/1000", by=points, on={"theta": Fraction(1, 1000)},
                 gives="log(2)"),
        Computed(about="theta = 1000", by=points, on={"theta": Fraction(1000)}, gives="log(2)"),
        Slope(about="a generator that follows it does not move", of="log(2)", over="t", gives="0",
              because="a constant"),
    ),
)  # fmt: skip

PLATEAU = Claim(
    id="jsd-plateau",
    says=r"Exactly flat only for singular laws. For $N(0, 1)$ and $N(\mu, 1)$ the saturating gradient "
         r"$\mu\int\frac{pq}{p+q}$ is below $\frac\mu2 e^{-\mu^2/8}$, while the non-saturating one, $\mu - "
         r"\mu\int\frac{pq}{p+q}$, is nearly $\mu$.",
    assumes=(FLAT,),
    sources=(BOTTOU,),
    uses=("saturating-gradient-is-2jsd", "log-d-trick-divergence"),
    proof=(
        Calc(about="p q/(p + q) is at most sqrt(p q)/2: the gap", start="sqrt(p*q)/2 - p*q/(p + q)",
             lines=(Line("sqrt(p*q)*(sqrt(p) - sqrt(q))**2/(2*(p + q))", "p + q - 2 sqrt(p q) is a square"),)),
        Calc(about="sqrt(p q) for the two Gaussians is exp(-u^2/8) times a Gaussian", symbols={"x": "real"},
             start="-x**2/4 - (x - u)**2/4", lines=(Line("-(x - u/2)**2/2 - u**2/8", "complete the square"),)),
        Computed(about="mu = 5: the saturating gradient", by=saturating_slope, on={"mean": Fraction(5)},
                 gives="0.04737961718335"),
        Computed(about="the other", by=other_slope, on={"mean": Fraction(5)}, gives="4.95262038281665"),
        Computed(about="mu = 10: the saturating one", by=saturating_slope, on={"mean": Fraction(10)},
                 gives="0.00000446410021446"),
        Computed(about="within 1% of its asymptote at mu = 10", by=asymptote_ratio, on={"mean": 10}, relation=">",
                 gives=Fraction(99, 100)),
        Computed(about="from both sides", by=asymptote_ratio, on={"mean": 10}, relation="<", gives=Fraction(101, 100)),
    ),
    needed=(Needed(hypothesis=FLAT,
                   shown_by=Computed(about="with -log D the gradient at mu = 10 is above 9.99", by=other_slope,
                                     on={"mean": Fraction(10)},
                                     relation=">", gives=Fraction(999, 100))),),
)  # fmt: skip

SEEN = Claim(
    id="divergence-seen-by-d",
    says=r"$\max_D V = 2\,\mathrm{JSD} - \log 4$: near $-\log 4$ for laws that are close, near 0 for laws that are "
         r"far; for $N(0,1)$ and $N(\mu, 1)$ it climbs along $\mu = 0.1, 1, 2, 4, 8$.",
    sources=(GOODFELLOW,),
    uses=("v-at-dstar",),
    proof=(
        Calc(about="the value", start="V(Dstar)", lines=(Line("2*JSD(p, q) - log(4)", "v-at-dstar"),)),
        Special(about="equal laws", of="V(Dstar)", put={"q": "p"}, gives="-log(4)", because="D* = 1/2"),
        Computed(about="it climbs", by=best_values,
                 on={"means": (Fraction(1, 10), Fraction(1), Fraction(2), Fraction(4), Fraction(8))},
                 gives=(True, True, True, True)),
        Sign(about="at JSD = log 2 it would be 0; at 69/100 it is above -1/100", of="2*69/100 - log(4) + 1/100",
             because="log 4 = 1.3863"),
    ),
)  # fmt: skip

TRAINED = Claim(
    id="divergence-seen-by-d-trained",
    entry="divergence-seen-by-d",
    says=r"A trained discriminator's value is near $-\log 4$ at $\mu = 0.5$ and near 0 at $\mu = 5$.",
    sources=(GOODFELLOW,),
    experiment=Experiment(name="divergence-seen", shows=r"held-out $V$ of a trained $D$ on samples of both pairs"),
)

CLAIMS = (CONSTANT, REQUIRED, PLATEAU, SEEN, TRAINED)
