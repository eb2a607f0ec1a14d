"""What does a generator do while its discriminator stands still?

Says       against a frozen discriminator the generator collapses onto a point of largest D
Measures   a GAN is trained, D is frozen, and G is trained on: the spread of G(z) over that at the freeze.  On the line
           apart for members whose frozen D has a largest value, and for those where it rises for ever to the left or
           to the right, as a network of leaky ReLUs may; for the first also the median distance of G(z) from a peak
           of D, the nearest, over the target's scale.  And on the ring of 8 modes
Bar        a ratio of 0.25, below which a law counts as collapsed; 0.15 of a scale, within which a law counts as there
           (gan_small.certificate.Tolerances); 0.9 of the members, for the sentence names no exception
Control    G stands still too
Claims     frozen-discriminator-collapse-trained; the theory is in optimal-generator-fixed-dstar

Source     Goodfellow et al. 2014, Section 4 ("G must not be trained too much without updating D"); Metz et al. 2017
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import torch
from torch import Tensor

from gan_small.certificate import Tolerances
from gan_small.engines import advance, settled
from gan_small.experiments.effects import Effect, median, share
from gan_small.experiments.finding import Setting
from gan_small.game import Game, State, game
from gan_small.named import named
from gan_small.randomness import Stream
from gan_small.recipe import Recipe
from gan_small.step import critic_layers
from numerics.weights import Array

COLLAPSED, THERE, NEARLY_ALL = Tolerances().collapsed, Tolerances().distance, 0.9
LINE = Recipe(decay="constant")
RING = named("ring").replace(decay="constant")
POINTS = 1024


def measure(setting: Setting) -> list[Effect]:
    """G goes on at its old rate."""
    return effects(setting, rate_g=1e-3)


def control(setting: Setting) -> list[Effect]:
    """G stops with D."""
    return effects(setting, rate_g=0.0)


def effects(setting: Setting, *, rate_g: float) -> list[Effect]:
    """The line, by what its frozen D is like, and the ring.  At the rate 0 one step is as good as any number."""
    setting.say("the line")
    members, before, after = (192, 600, 3000) if setting.full else (72, 300, 1200)
    recipe = LINE.replace(members=members, seed=setting.seed)
    line, first, last = trained_on(recipe, before=before, after=after if rate_g else 1, rate_g=rate_g)
    ratios, (away, bounded) = spread(line, last) / spread(line, first), from_a_peak(line, last)
    setting.say("the ring")
    members, before, after = (48, 1500, 2500) if setting.full else (20, 1000, 300)
    recipe = RING.replace(members=members, seed=setting.seed)
    ring, start, end = trained_on(recipe, before=before, after=after if rate_g else 1, rate_g=rate_g)
    return [
        median("ratio of spreads, line, D has a largest value", ratios[bounded], below=COLLAPSED),
        median("distance from a peak of D in scales, line, D has a largest value", away[bounded], below=THERE),
        share("members that collapse, line, D rises for ever", ratios[~bounded] < COLLAPSED, above=NEARLY_ALL),
        median("ratio of spreads, ring of 8 modes", spread(ring, end) / spread(ring, start), below=COLLAPSED),
    ]


def trained_on(recipe: Recipe, *, before: int, after: int, rate_g: float) -> tuple[Game, State, State]:
    """The game, its state at the freeze after `before` steps, and after so many more steps of G alone."""
    played = game(settled(recipe))
    frozen, _ = advance(played, played.start(), before)
    alone = replace(played, recipe=played.recipe.replace(rate_d=0.0, rate_g=rate_g))
    state, _ = advance(alone, frozen, after)
    return played, frozen, state


def from_a_peak(played: Game, state: State) -> tuple[Array, np.ndarray[Any, Any]]:
    """On the line: how far the points are from a peak of D, and whether D has a largest value, [E] each.

    It has one if it falls at both ends.  The peak, a place where D stops to rise, is the one nearest to the median of
    G(z), and the distance from it the median of G(z) too, over the target's scale; infinite without a peak.  The grid
    reaches 1490 scales from the target's mean; near the mean its points are 0.002 scales apart.
    """
    mean, scale = played.target.mean().double(), played.target.scale().double()[:, None]
    grid = mean + scale * torch.sinh(torch.linspace(-8, 8, 8001, dtype=torch.float64))  # [E, n]
    layers = [(weight.double(), bias.double()) for weight, bias in critic_layers(played, state.d.x, state.spectral)[0]]
    rises = played.d.forward(layers, grid.unsqueeze(-1))[..., 0].diff(dim=1) > 0
    x = points(played, state)[..., 0]
    inner = grid[:, 1:-1]
    far = (inner - x.median(1, keepdim=True).values).abs().where(rises[:, :-1] & ~rises[:, 1:], torch.inf)
    nearest, at = far.min(1, keepdim=True)
    away = (x - inner.gather(1, at)).abs().median(1, keepdim=True).values.where(nearest.isfinite(), torch.inf)
    return (away / scale)[:, 0].numpy(), (rises[:, 0] & ~rises[:, -1]).numpy()


def spread(played: Game, state: State) -> Array:
    """The root of the total variance of G(z), [E]."""
    return points(played, state).var(1).sum(-1).sqrt().numpy()


@torch.no_grad()
def points(played: Game, state: State) -> Tensor:
    """G(z) for noise that no step has seen, float64 [E, n, d]."""
    return played.g(state.g.x, played.noise(Stream.HELD_OUT_NOISE, range(1), POINTS)[0]).double()
