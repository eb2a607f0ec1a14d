"""What does a discriminator gain that sees how near a minibatch's points are to each other?

Says       with minibatch discrimination D sees a collapse, and a generator ten times as fast does not stay collapsed
Measures   first D alone, against batches that have fallen on one point, a new draw of the data for each batch: any
           single point of them is a point of the data, so a D of points is right in half of its answers.  Then games
           on the ring of 8 whose G takes ten times D's steps: the spread at the end over the target's, and the modes
           held, with less without
Bar        3/4 of the answers right, half way from a blind D to one that sees all; a quarter of the target's spread,
           as in gan_small.certificate.Tolerances; for modes 0
Control    a D of single points, alone
Not here   where it was tried and did not help: at equal steps (1e-2 each) fewer modes were held with it than without
           at the median (4.5 and 6, of 24 games), and against a frozen D the generator collapses all the same (to 0.008
           of the spread).  What is said here is of a G ten times as fast, against a D that learns
Claims     minibatch-discrimination-sees-collapse

Source     Salimans et al. 2016, Section 3.2
"""

from __future__ import annotations

from functools import cached_property

import numpy as np
import torch
from torch import Tensor

from gan_small.engines.reference import advance
from gan_small.experiments.effects import Effect, median
from gan_small.experiments.finding import Setting
from gan_small.experiments.techniques.batch_norm_collapse import BAR, HASTY, held, relative
from gan_small.game import Game, game
from gan_small.networks import Mlp
from gan_small.randomness import Stream
from gan_small.recipe import Recipe
from gan_small.train import Trained, train

SEEN = 0.75
KERNELS = 3
ALONE = Recipe(
    target="gauss(0, 1)", loss="saturating", batch=16, width=16, steps=200, rate_d=1e-2, rate_g=0.0, engine="torch"
)
BATCHES = 32
"""Of each law, on which D's answers are counted."""


class OnePoint(Mlp):
    """G(z_1), ..., G(z_n) = z_1, ..., z_1: a batch on one point, which is a draw of N(0, 1)."""

    def forward(self, layers: list[tuple[Tensor, Tensor]], x: Tensor) -> Tensor:
        return x[:, :1].expand_as(x) + 0 * layers[-1][1]  # its parameters are there, and do nothing


class Collapsed(Game):
    """D against batches that have collapsed."""

    @cached_property
    def g(self) -> Mlp:
        return OnePoint((1, 1))


def measure(setting: Setting) -> list[Effect]:
    """D alone, and the games."""
    with_it, without = (trained(setting, kernels) for kernels in (KERNELS, 0))
    more = held(with_it) - held(without)
    return [
        median("right answers on collapsed batches", right_answers(setting, KERNELS), above=SEEN),
        median("spread at the end, G ten times as fast", at_end(with_it), above=BAR),
        median("modes held of 8, with less without, G ten times as fast", more, above=0.0),
    ]


def control(setting: Setting) -> list[Effect]:
    """A D of single points cannot see it."""
    return [median("right answers on collapsed batches, D of single points", right_answers(setting, 0), above=SEEN)]


def right_answers(setting: Setting, kernels: int) -> np.ndarray:
    """The share of held-out real batches and collapsed ones whose points D tells right, [E]."""
    setting.say(f"a discriminator alone, {kernels} kernels")
    base = game(ALONE.replace(minibatch=kernels, members=members(setting), seed=setting.seed))
    played = Collapsed(base.recipe, base.target, base.members)
    state, _ = advance(played, played.start(), ALONE.steps)
    layers = played.d.layers(state.d.x)
    right = []
    with torch.no_grad():
        for step in range(BATCHES):
            at = range(step, step + 1)
            real = played.real(Stream.HELD_OUT_REAL, at, ALONE.batch)[0]
            fake = played.g(state.g.x, played.noise(Stream.HELD_OUT_NOISE, at, ALONE.batch)[0])
            told = (played.d.forward(layers, real) > 0), (played.d.forward(layers, fake) <= 0)
            right.append(torch.cat(told, 1).double().mean((1, 2)))
    return torch.stack(right).mean(0).numpy()


def trained(setting: Setting, kernels: int) -> Trained:
    """A game on the ring whose G takes ten times the steps of D."""
    setting.say(f"a game on the ring, {kernels} kernels")
    return train(HASTY.replace(minibatch=kernels, members=members(setting), seed=setting.seed))


def at_end(ended: Trained) -> np.ndarray:
    """The spread over the target's, at the last look."""
    return relative(ended.game, ended.looks[-1])


def members(setting: Setting) -> int:
    """How many games."""
    return 96 if setting.full else 32
