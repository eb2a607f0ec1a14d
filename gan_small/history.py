"""What a run looked like on its way: a few numbers of every member at a few moments."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import torch
from torch import Tensor

from gan_small.game import Game, State
from gan_small.randomness import Stream
from gan_small.step import critic_layers
from numerics.weights import Array

POINTS = 512
FEWEST = 6
"""Looks by which a swing is judged, at least."""


@dataclass(frozen=True)
class Look:
    """One moment, after `step` steps; arrays [E], `centre` [E, d].

    loss_d, loss_g    mean over the steps since the look before
    d_real, d_fake    mean output of D (a logit) on real and on fake points
    centre, spread    of the generated law: its mean, and the root of its total variance
    stopped           the step at which a loss was not finite, or -1
    """

    step: int
    loss_d: Array
    loss_g: Array
    d_real: Array
    d_fake: Array
    centre: Array
    spread: Array
    stopped: np.ndarray[Any, Any]

    def plain(self) -> dict[str, Any]:
        """As plain lists, for JSON; what is not finite is None."""
        return {name: _plain(value) for name, value in asdict(self).items()}

    @classmethod
    def from_plain(cls, given: dict[str, Any]) -> Look:
        """Back from plain lists."""
        arrays = {name: np.array(value, float) for name, value in given.items() if name not in ("step", "stopped")}
        return cls(step=int(given["step"]), stopped=np.array(given["stopped"], np.int64), **arrays)


@torch.no_grad()
def look(game: Game, state: State, losses: Tensor) -> Look:
    """The moment after `state.step` steps; losses [S, E, 2] of the steps since the look before."""
    fake = game.g(state.g.x, game.noise(Stream.HELD_OUT_NOISE, range(1), POINTS)[0])
    real = game.real(Stream.HELD_OUT_REAL, range(1), POINTS)[0]
    layers, _ = critic_layers(game, state.d.x, state.spectral)
    c_real, c_fake = (game.d.forward(layers, x)[..., 0].double().mean(-1) for x in (real, fake))
    loss, points = losses.double().mean(0), fake.double()
    numbers = (loss[:, 0], loss[:, 1], c_real, c_fake, points.mean(1), points.var(1).sum(-1).sqrt())
    return Look(state.step, *(x.cpu().numpy() for x in numbers), stopped=state.stopped.cpu().numpy())


def moving(looks: list[Look], scale: Array) -> Array:
    """How much the generated mean swings: over the last quarter of the looks (at least six), its standard deviation
    about a straight line in time, over the scale, [E].  A slow approach is such a line; an orbit is none.

    nan where there were fewer than six looks: too few to tell.
    """
    last = looks[-max(FEWEST, len(looks) // 4) :]
    if len(last) < FEWEST:
        return np.full(len(scale), np.nan)
    centres = np.stack([x.centre for x in last])  # [T, E, d]
    time = np.array([x.step for x in last], float)
    time = (time - time.mean()) / time.std()
    with np.errstate(invalid="ignore"):  # a member that stopped may have points that are not finite; it has its verdict
        slope = (centres * time[:, None, None]).mean(0)
        rest = centres - centres.mean(0) - slope * time[:, None, None]
        return np.sqrt((rest**2).mean(0).sum(-1)) / scale


def _plain(value: Any) -> Any:
    if not isinstance(value, np.ndarray):
        return value
    if value.dtype.kind == "i":
        return value.tolist()
    plain = value.astype(object)
    plain[~np.isfinite(value)] = None  # JSON has neither nan nor infinity
    return plain.tolist()
