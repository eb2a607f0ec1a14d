"""Training an ensemble of DCGANs: Algorithm 1 with Adam, the non-saturating loss, and R1 if wanted.

    D:  minimise  L_D(C(x), C(G(z))) + gamma/2 E|grad C(x)|^2      x drawn from the training digits with replacement
    G:  minimise  L_G(C(G(z)))                                     at the new D, on the same z, as DCGAN's code does

Real and generated images pass D as two batches: with batch norm each has its own statistics.  With R1 the D is one
without batch norm, as a slope per point needs; a recipe that wants both is refused.

Randomness is a function of (seed, stream, step, member), see gan_small.randomness: member k of an ensemble of any size
has the same digits, noises and first weights.

Source   Goodfellow et al. 2014, Algorithm 1; Radford et al. 2016, Section 4; Mescheder et al. 2018, Section 4.1
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

from gan_small import penalties
from gan_small.images.dcgan import Discriminator, Generator, start
from gan_small.images.digits import digits
from gan_small.objectives import objective
from gan_small.randomness import normals, uniforms
from gan_small.recipe import NotARecipe

#: Streams of random numbers, beside those of gan_small.randomness.Stream.
INITIAL_D, INITIAL_G, REAL, NOISE, SETTLING, DRAWN = range(64, 70)
#: Steps whose random numbers are drawn at once, and noises that settle a generator's statistics.
BLOCK, MANY = 16, 512


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """The settings of an ensemble of DCGANs; the defaults are the paper's, but for the number of steps and sizes."""

    members: int = 16
    seed: int = 0
    steps: int = 4000
    batch: int = 128
    rate_d: float = 2e-4  # of D, before decay
    rate_g: float = 2e-4  # of G; 0: it stands still
    beta1: float = 0.5
    beta2: float = 0.999
    decay: str = "constant"  # or "cosine": rate (1 + cos(pi t/steps))/2
    latent: int = 16
    batch_norm: bool = True  # in D; G has it always
    r1: float = 0.0  # gamma: gamma/2 E|grad C|^2 on real images, with the half
    loss: str = "non-saturating"

    def __post_init__(self) -> None:
        if min(self.members, self.steps, self.batch, self.latent) < 1:
            raise NotARecipe(f"members, steps, batch, latent of {self}: give whole numbers from 1 on")
        if self.decay not in ("constant", "cosine"):
            raise NotARecipe(f"decay is {self.decay!r}; give one of constant, cosine")
        if self.r1 and self.batch_norm:
            raise NotARecipe(
                f"r1 is {self.r1} and batch_norm is {self.batch_norm}: with batch statistics in D an output depends on "
                "the whole batch and has no slope per point; give batch_norm=False"
            )

    def replace(self, **changes: Any) -> Recipe:
        """A changed copy."""
        return dataclasses.replace(self, **changes)


@dataclass(frozen=True)
class Trained:
    """Two networks of E members; the generator's statistics are settled, and it is in evaluation."""

    recipe: Recipe
    g: Generator
    d: Discriminator

    def noise(self, count: int, *, stream: int = DRAWN) -> Tensor:
        """Fresh noise, [E, count, latent]; the same for the same stream."""
        return _noise(self.recipe, stream, range(1), count)[0]

    def images(self, noise: Tensor) -> Tensor:
        """G of noises [E, n, latent]: [E, n, 64], each a function of its own noise."""
        with torch.no_grad():
            return self.g(noise)

    def samples(self, count: int) -> Tensor:
        """That many fresh images of every member, [E, count, 64]."""
        return self.images(self.noise(count))

    def scores(self, images: Tensor) -> Tensor:
        """D at images [E, n, 64], as probabilities [E, n]; with batch norm, in the company of each other."""
        with torch.no_grad():
            return objective(self.recipe.loss).score(self.d(images))


def untrained(recipe: Recipe) -> Trained:
    """The players before the first step, with settled statistics."""
    return _settled(*_players(recipe))


def train(recipe: Recipe, *, watch: Callable[[int], None] | None = None) -> Trained:
    """All steps of a recipe, of which the result is a function; `watch` is told the steps done after every block."""
    recipe, g, d = _players(recipe)
    goal, real = objective(recipe.loss), digits().train
    betas = (recipe.beta1, recipe.beta2)
    move_d = torch.optim.Adam(d.parameters(), recipe.rate_d, betas)
    move_g = torch.optim.Adam(g.parameters(), recipe.rate_g, betas)
    for first in range(0, recipe.steps, BLOCK):
        steps = range(first, min(first + BLOCK, recipe.steps))
        chosen = uniforms(recipe.seed, REAL, steps, range(recipe.members), recipe.batch)
        data = real[(chosen * len(real)).long()]  # [S, E, B, 64]
        noise = _noise(recipe, NOISE, steps, recipe.batch)
        for s, step in enumerate(steps):
            for optimiser, rate in ((move_d, recipe.rate_d), (move_g, recipe.rate_g)):
                optimiser.param_groups[0]["lr"] = rate * _faded(recipe, step)
            fake = g(noise[s])
            loss = goal.discriminator(d(data[s]), d(fake.detach()))
            if recipe.r1:
                loss = loss + penalties.r1(penalties.slope(d, data[s]), recipe.r1)
            _move(move_d, loss)
            d.requires_grad_(False)
            judged = d(fake)
            _move(move_g, goal.generator(judged, judged))
            d.requires_grad_(True)
        if watch is not None:
            watch(steps[-1] + 1)
    return _settled(recipe, g, d)


def _move(optimiser: torch.optim.Adam, loss: Tensor) -> None:
    """One step down the losses [E] of members that share no parameter: the gradient of the sum is each one's own."""
    optimiser.zero_grad()
    loss.sum().backward()
    optimiser.step()


def _players(recipe: Recipe) -> tuple[Recipe, Generator, Discriminator]:
    members = range(recipe.members)
    g = Generator(recipe.members, latent=recipe.latent)
    d = Discriminator(recipe.members, batch_norm=recipe.batch_norm)
    start(g, lambda count: normals(recipe.seed, INITIAL_G, range(1), members, count)[0])
    start(d, lambda count: normals(recipe.seed, INITIAL_D, range(1), members, count)[0])
    return recipe, g, d


def _settled(recipe: Recipe, g: Generator, d: Discriminator) -> Trained:
    """The generator's batch norms keep the statistics of many noises, and use them from here on."""
    with torch.no_grad():
        g(_noise(recipe, SETTLING, range(1), MANY)[0])
    return Trained(recipe, g.eval(), d)


def _noise(recipe: Recipe, stream: int, steps: range, count: int) -> Tensor:
    """z ~ N(0, 1), [S, E, count, latent]."""
    drawn = normals(recipe.seed, stream, steps, range(recipe.members), count * recipe.latent)
    return drawn.unflatten(-1, (count, recipe.latent))


def _faded(recipe: Recipe, step: int) -> float:
    return (1 + math.cos(math.pi * step / recipe.steps)) / 2 if recipe.decay == "cosine" else 1.0
