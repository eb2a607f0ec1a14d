"""Does each step of Algorithm 1 do what it is for?

Says       a step of D lowers its loss and a step of G raises the score of its points
Measures   at moments spread over a run, for some steps in a row: D's loss on the minibatch that it has just been moved
           by, before and after; and the mean of D(G(z)) over the noise that G has just been moved by, at one D.  Of
           every member, the share of steps that go the right way
Bar        0.9: on the same points nothing but the step's size and its memory of older gradients can make it miss, and
           what the sentence says without reserve may fail in one step of ten
Control    players whose rate is 0: nothing gets lower or higher
Claims     two-step-training-trained; that small steps do is two-step-training

Source     Goodfellow et al. 2014, Algorithm 1 and Section 3
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

from gan_small.engines import advance, settled
from gan_small.engines.reference import schedule
from gan_small.experiments.effects import Effect, median
from gan_small.experiments.finding import Setting
from gan_small.game import Batch, Game, State, game
from gan_small.named import named
from gan_small.recipe import Recipe
from gan_small.step import critic_layers, step
from numerics.weights import Array

BAR = 0.9
ADAM = Recipe(loss="non-saturating", decay="constant")
RECIPES = {
    "Adam 1e-3 without momentum": ADAM,
    "SGD 0.1 with momentum 0.5": named("algorithm-1"),
    "Adam 0.1 with momentum 0.9": ADAM.replace(beta1=0.9, rate_d=0.1, rate_g=0.1),
}


def measure(setting: Setting) -> list[Effect]:
    """D's steps and G's: two optimisers as they are used, and steps a hundred times too large."""
    return [effect for which, recipe in RECIPES.items() for effect in effects(which, recipe, setting)]


def control(setting: Setting) -> list[Effect]:
    """Steps of size 0."""
    return effects("steps of size 0", ADAM.replace(rate_d=0.0, rate_g=0.0), setting)


def effects(which: str, recipe: Recipe, setting: Setting) -> list[Effect]:
    """The two shares of a recipe."""
    setting.say(which)
    lower, higher = shares(recipe, setting)
    return [
        median(f"share of D's steps that lower its loss on the batch, {which}", lower, above=BAR),
        median(f"share of G's steps that raise the mean of D(G(z)), {which}", higher, above=BAR),
    ]


def shares(recipe: Recipe, setting: Setting) -> tuple[Array, Array]:
    """Of every member: D's steps that lower its loss, G's steps that raise the score; each [E]."""
    members, steps, moments = (64, 2000, 10) if setting.full else (24, 320, 4)
    played = game(settled(recipe.replace(members=members, seed=setting.seed, steps=steps)))
    state, found, between = played.start(), [], steps // moments
    in_a_row = min(20, between // 5)
    for _ in range(moments):
        state, _ = advance(played, state, between - in_a_row)
        block = range(state.step, state.step + in_a_row)
        drawn, (rates, counts) = played.batches(block), schedule(played, block)
        for s in range(in_a_row):
            batch = drawn.at(s)
            after, _ = step(played, state, batch, rates=(rates[s, 0], rates[s, 1]), count=counts[s])
            found.append(went_right(played, state, after, batch))
            state = after
    lower, higher = np.mean(found, 0)
    return lower, higher


@torch.no_grad()
def went_right(played: Game, before: State, after: State, batch: Batch) -> Array:
    """Whether D's loss on its batch fell at the old G, and the score of G's points rose at the new D: [2, E]."""
    fake = played.g(before.g.x, batch.noise_d[0])
    old, new = (loss(played, state, batch.real[0], fake) for state in (before, after))
    worse, better = (score(played, after, played.g(state.g.x, batch.noise_g)) for state in (before, after))
    return torch.stack((new < old, better > worse)).numpy()


def loss(played: Game, state: State, real: Tensor, fake: Tensor) -> Tensor:
    """D's loss, [E]."""
    judged = [logits(played, state, points) for points in (real, fake)]
    return played.objective.discriminator(*judged)


def score(played: Game, state: State, fake: Tensor) -> Tensor:
    """The mean of D over points, [E]."""
    return torch.sigmoid(logits(played, state, fake)).mean(-1)


def logits(played: Game, state: State, points: Tensor) -> Tensor:
    """D's output at points [E, n, d], in float64: what is compared are differences of one small step, [E, n]."""
    layers = [(weight.double(), bias.double()) for weight, bias in critic_layers(played, state.d.x, state.spectral)[0]]
    return played.d.forward(layers, points.double())[..., 0]
