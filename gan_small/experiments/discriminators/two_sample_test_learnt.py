"""Is a trained discriminator a two-sample test, and how good a one?

Says       a trained discriminator is a two-sample test, with more power than a classical one
Measures   of 200 points of each law a discriminator learns from half and answers on the other half; equal laws are
           rejected if too many answers are right.  Its rejections of one law against itself; of N(0, 1) against
           N(1, 1); and, of the pairs of samples on which it and the Kolmogorov-Smirnov test of all 400 points
           disagree, how many the discriminator told apart.  In the plane that test is one of each coordinate
Bar        all tests at level 0.01.  False alarms 0.05: what is above the level beyond chance of so many members; a
           power of 0.8, the convention; half of the disagreements
Control    answers on the points that it learnt from, which find a difference that is none; D that stands still
Claims     two-sample-test

Source     Lopez-Paz and Oquab 2017; Cohen 1988, Section 2.4 (a power of 0.8)
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import torch
from scipy.stats import ks_2samp
from torch import Tensor

from gan_small.experiments.discriminators.frozen_generator import Facing, facing, normal_pair
from gan_small.experiments.effects import Effect, share
from gan_small.experiments.finding import Setting
from gan_small.game import Game
from gan_small.randomness import Stream
from gan_small.recipe import Recipe
from gan_small.targets import CorrelatedGaussians
from numerics.samples import critical_count

LEVEL = 0.01
HALF = 100
SIZE = Recipe(loss="saturating", batch=HALF, steps=300, rate_d=1e-2)


class OneSample(Game):
    """A game that shows D the same points in every step: training is on a sample, and not on the law."""

    def real(self, stream: int, steps: Sequence[int], points: int) -> Tensor:
        one = super().real(stream, range(1), points)
        return one.expand(len(steps), *one.shape[1:])

    def noise(self, stream: int, steps: Sequence[int], points: int) -> Tensor:
        one = super().noise(stream, range(1), points)
        return one.expand(len(steps), *one.shape[1:])


def measure(setting: Setting) -> list[Effect]:
    """Equal laws, and laws that differ in the mean and in the scale."""
    setting.say("equal laws")
    alarms = rejected(learnt(setting, 0.0, members=512), held_out=True)
    setting.say("laws that differ")
    found = rejected(learnt(setting, 1.0), held_out=True)
    return [
        share("false alarms, one law twice", alarms, below=0.05),
        share("power, means 1 apart", found, above=0.8),
        against_classical("correlation 0.8", learnt(setting, correlated)),
        against_classical("means 0.4 apart", learnt(setting, 0.4)),
    ]


def control(setting: Setting) -> list[Effect]:
    """A test that looks at its own training points, and one that has not learnt."""
    same = learnt(setting, 0.0, members=128)
    still = learnt(setting, 1.0, rate=0.0)
    return [
        share("false alarms, answers on the training points", rejected(same, held_out=False), below=0.05),
        share("power, D stands still", rejected(still, held_out=True), above=0.8),
        against_classical("means 1 apart, D stands still", still),
    ]


def learnt(
    setting: Setting, laws: float | Callable[[Recipe], Facing], *, members: int = 128, rate: float = SIZE.rate_d
) -> Facing:
    """Discriminators that were trained on samples of a pair, or of N(0, 1) and N(mu, 1) if a number is given.

    At the full size with four times the members.
    """
    many = 4 * members if setting.full else members
    recipe = SIZE.replace(members=many, seed=setting.seed, rate_d=rate)
    law = laws(recipe) if callable(laws) else normal_pair(recipe, laws)
    return replace(law, game=OneSample(law.game.recipe, law.game.target, law.game.members)).trained()


def correlated(recipe: Recipe) -> Facing:
    """In the plane: standard normal coordinates with the correlation 0.8, against independent ones."""
    factor = torch.tensor([[1.0, 0.0], [0.8, 0.6]], dtype=torch.float64).expand(recipe.members, 2, 2)
    data = CorrelatedGaussians(torch.zeros(recipe.members, 2), factor)
    return facing(recipe.replace(target="gauss-2d"), data, mean=(0.0, 0.0), scale=(1.0, 1.0))


def seen(pair: Facing) -> tuple[Tensor, Tensor]:
    """The points that D was trained on, float64 [E, HALF, d]."""
    game, first = pair.game, range(1)
    with torch.no_grad():
        fake = game.g(pair.state.g.x, game.noise(Stream.NOISE_FOR_D, first, HALF)[0])
    return game.real(Stream.REAL, first, HALF)[0].double(), fake.double()


def rejected(pair: Facing, *, held_out: bool) -> np.ndarray:
    """Whether the right answers are too many for equal laws, [E]; the classifier test of numerics.samples."""
    real, fake = pair.points(HALF) if held_out else seen(pair)
    right = (pair.logits(real) > 0).sum(-1) + (pair.logits(fake) <= 0).sum(-1)
    return right.numpy() >= critical_count(2 * HALF, level=LEVEL)


def against_classical(where: str, pair: Facing) -> Effect:
    """Of the members on which two tests of the same points disagree, how many the learnt one told apart."""
    real, fake = (torch.cat(both, 1).numpy() for both in zip(seen(pair), pair.points(HALF), strict=True))
    d = real.shape[-1]  # Bonferroni: each coordinate at its share of the level
    p_values = [[ks_2samp(x[:, i], y[:, i])[1] for i in range(d)] for x, y in zip(real, fake, strict=True)]
    classical = np.array(p_values, float).min(1) <= LEVEL / d
    ours = rejected(pair, held_out=True)
    what = f"told apart by D and not by Kolmogorov-Smirnov, of either, {where}"
    return share(what, ours[ours != classical], above=0.5)
