"""What every engine does: the recipe, each member's Gaussian, and the numbers to start from.

1-D Gaussians, each member its own mean and scale.  G and D are 1-32-32-1, leaky ReLU of slope 0.2; batch 256;
D minimises  mean softplus(-C(x)) + mean softplus(C(G(z))) + gamma/2 mean |grad C(x)|^2,  G  mean softplus(-C(G(z)));
one update of D by Adam, then one of G at the new D, all random numbers fresh in every update.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple, Protocol

import numpy as np

from gan_small.recipe import Recipe

Array = np.ndarray[Any, Any]
Layers = list[tuple[Array, Array]]

RECIPE = Recipe(
    target="gauss", loss="non-saturating", r1=0.1, width=32, depth=2, latent=1, slope=0.2, batch=256, optimiser="adam",
    rate_d=1e-3, rate_g=1e-3, beta1=0.5, beta2=0.9, decay="constant", steps=10**9, engine="torch",
)  # fmt: skip
"""Of the throughput table.  Both betas are above 0, so that no compiler can leave a moment out."""

PLAIN = ("target", "loss", "real_label", "fake_label", "r2", "gp", "clip", "spectral", "noise", "d_steps",
         "simultaneous", "optimiser")  # fmt: skip
"""In these settings a peer's recipe must be as RECIPE: no peer can do anything else."""


class Players(NamedTuple):
    """Parameters of D and G with their first and second moments, [E, P] each in gan_small's layout, after `done`
    steps."""

    d: Array
    d_m: Array
    d_v: Array
    g: Array
    g_m: Array
    g_v: Array
    done: int

    def select(self, members: slice | int) -> Players:
        """Some of the members, or one, [P]."""
        d, d_m, d_v, g, g_m, g_v = (x[members] for x in self[:6])
        return Players(d, d_m, d_v, g, g_m, g_v, self.done)


class Drawn(NamedTuple):
    """The random numbers of one step: real points [E, B, 1], G's noise for D's update and for its own [E, B, L]."""

    real: Array
    noise_d: Array
    noise_g: Array


@dataclass(frozen=True)
class Work:
    """A recipe with each member's mean and scale [E], the players at the start, and the number of the first member."""

    recipe: Recipe
    mean: Array
    scale: Array
    start: Players
    first: int = 0

    def select(self, first: int, end: int) -> Work:
        """The members first, ..., end - 1 of these."""
        some = slice(first, end)
        recipe = self.recipe.replace(members=end - first)
        return Work(recipe, self.mean[some], self.scale[some], self.start.select(some), self.first + first)

    def shares(self, n: int) -> list[Work]:
        """All members in n parts, as equal as can be."""
        e = self.recipe.members
        return [self.select(e * i // n, e * (i + 1) // n) for i in range(n)]

    def seeds(self) -> list[int]:
        """For each member's generator of random numbers; whole numbers of 32 bits, as every library takes."""
        numbers = range(self.first, self.first + len(self.mean))
        return [int(np.random.SeedSequence((self.recipe.seed, k)).generate_state(1)[0]) for k in numbers]


class Engine(Protocol):
    """What is timed.  An engine is made of its work and starts from its players."""

    def step(self, drawn: Drawn) -> None:
        """One step of all members on given numbers: by the same code as `run`."""
        ...

    def run(self, steps: int) -> None:
        """Draw and take so many steps of all members; back when they are done."""
        ...

    def players(self) -> Players:
        """Where it is now."""
        ...


def work(recipe: Recipe) -> Work:
    """The work of a recipe: targets and first parameters are those of gan_small.

    Raises ValueError for a recipe that the peers cannot follow.
    """
    from gan_small.game import game

    for name in PLAIN:
        here, there = getattr(recipe, name), getattr(RECIPE, name)
        if here != there:
            raise ValueError(f"{name} is {here!r}; the peers are written for {there!r}: compare on such a recipe")
    played = game(recipe)
    start = played.start()
    mean, scale = (x[:, 0].cpu().numpy() for x in (played.target.mean(), played.target.spread()))
    players = [t.cpu().numpy() for player in (start.d, start.g) for t in player]
    return Work(recipe, mean, scale, Players(*players, done=0))


def sizes(recipe: Recipe) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Of D and of G: input, hidden layers, output."""
    hidden = (recipe.width,) * recipe.depth
    return (1, *hidden, 1), (recipe.latent, *hidden, 1)


def numbers(recipe: Recipe) -> list[int]:
    """How many normals a member's real points and its two noises take."""
    return [recipe.batch, recipe.batch * recipe.latent, recipe.batch * recipe.latent]


def layers(rows: Array, shape: tuple[int, ...]) -> Layers:
    """Weights [..., in, out] and biases [..., out] of parameters [..., P]."""
    found, at = [], 0
    for fan_in, out in pairwise(shape):
        weight = rows[..., at : at + fan_in * out].reshape(*rows.shape[:-1], fan_in, out)
        at += fan_in * out
        found.append((weight, rows[..., at : at + out]))
        at += out
    return found


def rows(given: Layers) -> Array:
    """Parameters [..., P] of weights [..., in, out] and biases [..., out]."""
    parts = [x for weight, bias in given for x in (weight.reshape(*bias.shape[:-1], -1), bias)]
    return np.concatenate(parts, -1)
