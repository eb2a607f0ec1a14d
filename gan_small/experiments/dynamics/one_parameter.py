"""Players of one parameter each, driven by the training code itself: the Dirac-GAN and the bilinear game.

    P = delta_0         the data: one point
    G(z) = theta        a place: it does not look at its noise
    C(x) = psi x        a slope, without an offset

Every member is one starting point (theta, psi) of the plane.  The steps are those of gan_small.step, with its
objectives, penalties and optimisers: what is compared with the theory is the code that trains every other network.

D of this project says "real" with a large logit, the Dirac-GAN of the theory "fake": psi here is -psi there.

Claims   dirac-gan-vector-field, gda-updates
Source   Mescheder, Geiger and Nowozin 2018, Definition 2.1
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
import torch
from torch import Tensor

from gan_small.engines.reference import blocks, schedule
from gan_small.game import Game, State, game
from gan_small.networks import Mlp
from gan_small.recipe import Recipe
from gan_small.step import step
from numerics.weights import Array

#: Plain gradient steps of one size in float64.  Without noise every point of a minibatch is the same, so one is enough.
PLAIN = Recipe(
    target="dirac(0)", loss="saturating", optimiser="sgd", rate_d=0.1, rate_g=0.1, decay="constant", batch=1,
    dtype="float64", engine="torch",
)  # fmt: skip


@dataclass(frozen=True)
class Place(Mlp):
    """G(z) = theta: its parameter [E, 1] is where all its points lie."""

    sizes: tuple[int, ...] = (1, 1)

    @property
    def count(self) -> int:
        return 1

    def forward(self, layers: list[tuple[Tensor, Tensor]], x: Tensor) -> Tensor:
        (_, place), *_ = layers
        return place.expand(*x.shape[:-1], 1)

    def layers(self, theta: Tensor) -> list[tuple[Tensor, Tensor]]:
        """A weight of 0 and the place, [E, 1, 1] each."""
        place = theta.unsqueeze(-1)
        return [(torch.zeros_like(place), place)]

    def initial(self, uniform: Tensor) -> Tensor:
        """U(-1, 1)."""
        return 2 * uniform - 1


@dataclass(frozen=True)
class Slope(Place):
    """C(x) = psi x: its parameter [E, 1] is the slope."""

    def forward(self, layers: list[tuple[Tensor, Tensor]], x: Tensor) -> Tensor:
        (slope, _), *_ = layers
        return x * slope

    def layers(self, theta: Tensor) -> list[tuple[Tensor, Tensor]]:
        """The slope and an offset of 0, [E, 1, 1] each."""
        slope = theta.unsqueeze(-1)
        return [(slope, torch.zeros_like(slope))]


class OneParameter(Game):
    """A game whose players are a place and a slope."""

    @cached_property
    def d(self) -> Mlp:
        return Slope()

    @cached_property
    def g(self) -> Mlp:
        return Place()


def circle(members: int, seed: int, *, radius: float) -> Array:
    """Starting points (theta, psi) [E, 2] on a circle, each at an angle of its own: independent, as members are."""
    angle = np.random.default_rng(seed).uniform(0, 2 * np.pi, members)
    return radius * np.stack((np.cos(angle), np.sin(angle)), -1)


def path(recipe: Recipe, starts: Array, *, steps: int) -> Array:
    """(theta, psi) before the first step and after each, [steps + 1, E, 2], of members that start at `starts` [E, 2].

    The recipe's members, networks and engine are not looked at.  Raises ValueError for a target that is no line's.
    """
    base = game(recipe.replace(members=len(starts), steps=steps, looks=1))
    if base.target.dimension != 1:
        raise ValueError(f"{recipe.target} has {base.target.dimension} dimensions; a place and a slope live on a line")
    played = OneParameter(base.recipe, base.target, base.members)
    theta, psi = torch.as_tensor(starts, dtype=played.dtype).split(1, -1)
    state = played.start()
    state = replace(state, g=state.g._replace(x=theta), d=state.d._replace(x=psi), average=theta.clone())
    points = [_where(state)]
    for block in blocks(played, 0, steps):
        drawn, (rates, counts) = played.batches(block), schedule(played, block)
        for s in range(len(block)):
            state, _ = step(played, state, drawn.at(s), rates=(rates[s, 0], rates[s, 1]), count=counts[s])
            points.append(_where(state))
    return np.stack(points)


def multipliers(points: Array) -> np.ndarray[Any, Any]:
    """The two eigenvalues [E, 2] of the linear map that takes each point of a member's path to the next: the least
    squares fit of x_(t+1) = M x_t over the path [T + 1, E, 2], complex.

    Exact to rounding for a path of a linear map that turns; near a rest point the map is linear to second order.
    """
    before, after = points[:-1].transpose(1, 0, 2), points[1:].transpose(1, 0, 2)  # [E, T, 2]
    fitted = np.stack([np.linalg.lstsq(a, b, rcond=None)[0].T for a, b in zip(before, after, strict=True)])
    return np.linalg.eigvals(fitted)


def distance(points: Array) -> Array:
    """From the equilibrium (0, 0), [...]."""
    return np.hypot(points[..., 0], points[..., 1])


def _where(state: State) -> Array:
    return torch.cat((state.g.x, state.d.x), -1).numpy().copy()
