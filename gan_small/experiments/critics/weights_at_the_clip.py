"""Do the weights of a clipped critic pile up at the clip?

Says       the weights of a clipped critic pile up at the two ends of the clip
Measures   the share of D's parameters within 1% of -c or c, after training.  They start uniform on [-c, c], where
           that share is 0.01: drawn as usual and then cut to c = 0.01, most would lie there before the first step
Bar        0.5: more of them lie there than elsewhere
Control    c = 10, which no parameter ever reaches
Claims     weight-clipping-bounds-lipschitz, gradient-clipping
Found      they do as long as the laws are apart: the steepest critic is a corner of the cube.  Once the generator has
           come to the data there is no direction to push to, and they leave the ends again

Source     Gulrajani et al. 2017, Section 3 and Figure 1(b); Arjovsky, Chintala and Bottou 2017, Algorithm 1
"""

from __future__ import annotations

from dataclasses import replace

import torch
from torch import Tensor

from gan_small.engines import advance, settled
from gan_small.experiments.critics.affine_generator import standing_still
from gan_small.experiments.effects import Effect, median
from gan_small.experiments.finding import Setting
from gan_small.game import Game, State, game
from gan_small.randomness import Stream
from gan_small.recipe import Recipe
from gan_small.targets import Gaussians

BAR = 0.5
NEVER = 10.0
CHEAP = Recipe(loss="wasserstein", d_steps=5, optimiser="rmsprop", rate_d=1e-3, rate_g=1e-3, decay="constant")


def measure(setting: Setting) -> list[Effect]:
    """Against a generator that stands still, at the clip of the paper and a wider one; and at the end of a game."""
    return at_the_ends(setting, paper=0.01, wider=0.1)


def control(setting: Setting) -> list[Effect]:
    """A clip that never acts."""
    return at_the_ends(setting, paper=NEVER, wider=NEVER)


def at_the_ends(setting: Setting, *, paper: float, wider: float) -> list[Effect]:
    """The share at the ends of every member, under three conditions."""
    steps, members = (3000, 48) if setting.full else (1000, 16)
    moving = CHEAP.replace(seed=setting.seed, members=members, steps=steps)
    still = moving.replace(steps=steps // 4)
    return [
        median(
            "share at the ends, laws 3 apart that stand still, clip 0.01",
            piled(*apart(still.replace(clip=paper, rate_d=1e-4)), setting),
            above=BAR,
        ),
        median(
            "share at the ends, laws 3 apart that stand still, clip 0.1",
            piled(*apart(still.replace(clip=wider)), setting),
            above=BAR,
        ),
        median(
            "share at the ends, after a game with a generator, clip 0.1",
            piled(*playing(moving.replace(clip=wider)), setting),
            above=BAR,
        ),
    ]


def apart(recipe: Recipe) -> tuple[Game, State]:
    """N(0, 1) against N(3, 1)."""
    zero = torch.zeros(recipe.members, 1, dtype=torch.float64)
    return standing_still(recipe, Gaussians(zero, zero + 1), means=zero + 3, scales=zero + 1)


def playing(recipe: Recipe) -> tuple[Game, State]:
    """Random Gaussians, and a generator that learns them."""
    played = game(settled(recipe))
    return played, played.start()


def piled(played: Game, state: State, setting: Setting) -> Tensor:
    """The share at the ends after training, from parameters uniform on [-c, c]; as usual if the clip never acts."""
    r = played.recipe
    setting.say(f"clip {r.clip:g}, {r.steps} steps")
    if r.clip < NEVER:
        u = played.uniforms(Stream.INITIAL_D, range(1), played.d.count)[0]
        state = replace(state, d=state.d._replace(x=(2 * u - 1) * r.clip))
    state, _ = advance(played, state, r.steps)
    return share_at_the_ends(state.d.x, r.clip)


def share_at_the_ends(theta: Tensor, clip: float) -> Tensor:
    """How many of a member's parameters [E, P] lie within 1% of -c or c: [E]."""
    return (theta.abs() >= 0.99 * clip).double().mean(1)
