"""A critic that trains alone: p and q stand still, and what it learns can be compared with what theory computes.

    value     E_p C - E_q C                    at levels (i + 1/2)/n of both laws, so without a draw, on the line
    fall      -(grad C, u)                     how steeply it falls in the direction u, at points

The gradient penalty has two valleys on the line.  With C' = -s the loss is -s W + lambda (|s| - 1)^2, which has
minima at s = 1 + W/(2 lambda) and, if W < 2 lambda, at s = -(1 - W/(2 lambda)).  Where a critic starts decides in
which one it ends, so `trained` can turn it round before its first step.

Source     Arjovsky, Chintala and Bottou 2017, Section 3; Gulrajani et al. 2017, Section 4
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import torch
from torch import Tensor

from gan_small.engines import advance
from gan_small.experiments.critics.affine_generator import standing_still
from gan_small.game import Game, State
from gan_small.penalties import slope
from gan_small.recipe import Recipe
from gan_small.targets import Target

LEVELS = 4096


@dataclass(frozen=True)
class Critic:
    """The critics of an ensemble and the laws that they judge."""

    game: Game
    state: State

    def __call__(self, points: Tensor) -> Tensor:
        """C at points [E, n, d]: [E, n]."""
        return self.game.d(self.state.d.x, points)[..., 0]

    @torch.no_grad()
    def value(self) -> Tensor:
        """E_p C - E_q C on the line, [E]."""
        levels = (torch.arange(LEVELS, dtype=torch.float64) + 0.5) / LEVELS
        u = levels.expand(len(self.game.members), LEVELS)
        fake = self.game.g(self.state.g.x, torch.special.ndtri(u)[..., None].to(self.game.dtype))
        real = self.game.target.quantile(u)[..., None].to(self.game.dtype)
        return self(real).double().mean(-1) - self(fake).double().mean(-1)

    def fall(self, points: Tensor, direction: Tensor) -> Tensor:
        """How steeply C falls at points [E, n, d] in a direction [d] of length 1: [E, n]."""
        return -(slope(self, points.to(self.game.dtype)).detach().double() @ direction.double())


def trained(recipe: Recipe, data: Target, *, means: Tensor, scales: Tensor, start: str = "drawn") -> Critic:
    """Critics trained for the whole recipe on p = `data` and q = N(mean, scale^2), with means and scales [E, d].

    start    of the critic before its first step, from the parameters that are drawn: "drawn", as they are; on the
             line "turned", its value made positive by the sign of its last layer; "rising" or "falling", everywhere,
             by weights that are made positive, but for those of the last layer of a falling one
    """
    played, state = standing_still(recipe, data, means=means, scales=scales)
    x = state.d.x.clone()
    if start in ("rising", "falling"):  # a leaky ReLU rises, so sums of rising functions with weights above 0 rise
        for weight, _ in played.d.layers(x):
            weight.abs_()
    sign = {"drawn": 1.0, "rising": 1.0, "falling": -1.0}.get(start)
    turn = Critic(played, state).value().sign()[:, None].to(x) if sign is None else sign
    x[:, -(played.recipe.width + 1) :] *= turn  # the weights and the bias of the last layer
    state = replace(state, d=state.d._replace(x=x))
    state, _ = advance(played, state, played.recipe.steps)
    return Critic(played, state)
