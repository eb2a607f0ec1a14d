r"""Do good samples mean a high likelihood, and a high likelihood good samples?

Says       great samples can have a poor likelihood, and samples that are 99% noise a better one than a smooth model's
Measures   the ring of 8 modes, every member with points of its own.  A memoriser: kernels of deviation 1e-4 on 64
           training points.  A noisy model: 1% the law itself and 99% noise N(0, 10^2 I).  A smooth one: the normal law
           with the training points' mean and variances, of whose samples about 3% lie near a mode.  Of samples the
           share within 3 deviations of a mode (high_quality_share); of held-out points the mean log-density in nats;
           the likelihoods of noise in the plane, and in 16 dimensions: 8 independent rings
Bar        a perfect generator scores 98.9%: the memoriser is great above 95%, the noisy model poor below 5%; log 100
           for what the noisy model loses; and 0 for differences from the smooth model
Control    kernels of deviation 1, whose samples are no longer great and whose likelihood no longer poor; 99.99% of the
           law for 1%, and 0.01% of it
Claims     likelihood-not-quality, kde-great-samples-poor-likelihood, noise-mixture-likelihood, noise-mixture-high-dim

Why        the noise costs log 100 at most, in any dimension; what a bad fit costs adds up over the dimensions
Source     Theis, van den Oord and Bethge 2016, Section 3
"""

from __future__ import annotations

import math

import torch
from torch import Tensor

from gan_small.experiments.effects import Effect, median
from gan_small.experiments.finding import Setting
from gan_small.game import Game, game
from gan_small.randomness import Stream
from gan_small.recipe import Recipe
from gan_small.targets import Mixtures
from gan_small.targets.modes import high_quality_share

GREAT, POOR = 0.95, 0.05
LOG_100 = math.log(100) + 1e-9  # far from the noise it loses log 100 exactly, and then rounding decides
NARROW, WIDE = 1e-4, 1.0
SHARE, RARE = 0.01, 1e-4
PLANES = 8
NOISE = 10.0
TRAINING, HELD_OUT = 64, 1024


def measure(setting: Setting) -> list[Effect]:
    """Great samples with a poor likelihood, and the reverse."""
    played = rings(setting)
    setting.say("kernels")
    found = [*memoriser(played, NARROW), draws_of_noise(played, SHARE)]
    setting.say("noise")
    return [*found, *(effect for planes in (1, PLANES) for effect in noisy(played, SHARE, planes))]


def control(setting: Setting) -> list[Effect]:
    """Wide kernels; almost all of the law, and a hundred times less of it, in the noise."""
    played = rings(setting)
    return [*memoriser(played, WIDE), draws_of_noise(played, 1 - RARE), *noisy(played, RARE, 1)]


def memoriser(played: Game, deviation: float) -> list[Effect]:
    """Kernels on the training points, beside the smooth model."""
    training, held_out = points(played, Stream.REAL, TRAINING), points(played, Stream.HELD_OUT_REAL, HELD_OUT)
    same = torch.ones(training.shape[:2], dtype=torch.float64)
    kernels = Mixtures(same / TRAINING, training, same * deviation)
    drawn = kernels.sample(noise(played), played.uniforms(Stream.FRESH_REAL, range(1), HELD_OUT)[0][..., None])
    behind = kernels.log_density(held_out).mean(-1) - smooth(training, held_out)
    which = f"kernels of deviation {deviation:g}"
    return [
        median(f"share of great samples, {which}", high_quality_share(drawn, ring(played)), above=GREAT),
        median(f"held-out log-likelihood less the smooth model's, {which} (nats)", behind, below=0.0),
    ]


def draws_of_noise(played: Game, share: float) -> Effect:
    """The share of great samples of the mixture with noise."""
    own = points(played, Stream.FRESH_REAL, HELD_OUT)
    chosen = played.uniforms(Stream.BETWEEN, range(1), HELD_OUT)[0][..., None] < share
    great = high_quality_share(torch.where(chosen, own, NOISE * noise(played)), ring(played))
    return median(f"share of great samples, {100 * share:g}% law and the rest noise", great, below=POOR)


def noisy(played: Game, share: float, planes: int) -> list[Effect]:
    """A little of the law, so many independent rings, in much noise: what it loses, and beside the smooth model."""
    training, held_out = points(played, Stream.REAL, TRAINING), points(played, Stream.HELD_OUT_REAL, HELD_OUT * planes)
    # densities of independent planes multiply
    best = ring(played).log_density(held_out).unflatten(1, (-1, planes)).sum(-1)
    of_noise = normal(held_out, torch.full_like(held_out, NOISE**2)).unflatten(1, (-1, planes)).sum(-1)
    # log[share p + (1 - share) r]
    mixed = torch.logaddexp(math.log(share) + best, math.log1p(-share) + of_noise).mean(-1)
    which = f"{100 * share:g}% law and the rest noise, {2 * planes} dimensions"
    ahead = mixed - planes * smooth(training, held_out)
    return [
        median(f"what the likelihood loses, {which} (nats)", best.mean(-1) - mixed, below=LOG_100),
        median(f"held-out log-likelihood less the smooth model's, {which} (nats)", ahead, above=0.0),
    ]


def rings(setting: Setting) -> Game:
    """The law to be modelled, in float64."""
    members = 256 if setting.full else 32
    return game(Recipe(target="ring", members=members, seed=setting.seed, dtype="float64"))


def ring(played: Game) -> Mixtures:
    """The law."""
    assert isinstance(played.target, Mixtures)
    return played.target


def points(played: Game, stream: Stream, count: int) -> Tensor:
    """Points of the law, [E, count, 2]."""
    return played.real(stream, range(1), count)[0]


def noise(played: Game) -> Tensor:
    """N(0, 1), [E, HELD_OUT, 2]."""
    return played.normals(Stream.FRESH_NOISE, range(1), 2 * HELD_OUT)[0].unflatten(-1, (HELD_OUT, 2))


def smooth(training: Tensor, x: Tensor) -> Tensor:
    """Mean log-density [E] at x of the normal law with the training points' mean and their variances."""
    return normal(x - training.mean(1, keepdim=True), training.var(1, keepdim=True, correction=0)).mean(-1)


def normal(x: Tensor, variance: Tensor) -> Tensor:
    """log N(x; 0, diag variance) [E, n]."""
    return -(x.square() / variance + (2 * math.pi * variance).log()).sum(-1) / 2
