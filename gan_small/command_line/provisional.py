"""What a look says about the verdicts to come: a few numbers that cost nothing, and decide nothing.

D at the mean output, where the verdict takes the mean of |D - 1/2| over points; the distance of centres, where it takes
W_1.  They are medians over the members that still run.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch

from gan_small.certificate import Tolerances
from gan_small.certificate.held_out import scores
from gan_small.game import Game
from gan_small.history import Look


@dataclass(frozen=True)
class Provisional:
    """Medians over the members that run; `near` is how many of them are within the certificate's tolerances so far."""

    step: int
    d_real: float
    d_fake: float
    distance: float
    spread: float
    near: int
    stopped: int


def provisional(game: Game, look: Look) -> Provisional:
    """The numbers of a look; nan where every member has stopped."""
    running = (look.stopped < 0) & np.isfinite(look.d_real) & np.isfinite(look.d_fake)
    outputs = (torch.from_numpy(x[running])[:, None] for x in (look.d_real, look.d_fake))
    d_real, d_fake = (x[:, 0].numpy() for x in scores(game, *outputs))
    mean, wide = (x.cpu().numpy()[running] for x in (game.target.mean(), game.target.spread()))
    scale = game.target.scale().cpu().numpy()[running]
    with np.errstate(divide="ignore", invalid="ignore"):  # a point mass has no scale; it has nan here
        distance = np.linalg.norm(look.centre[running] - mean, axis=-1) / scale
        spread = look.spread[running] / np.linalg.norm(wide, axis=-1)
    t = Tolerances()
    flat = (np.abs(d_real - 0.5) <= t.flat) & (np.abs(d_fake - 0.5) <= t.flat)
    near = flat & (distance <= t.distance) & (np.abs(spread - 1) <= t.spread)
    medians = [float(np.median(x)) if running.any() else float("nan") for x in (d_real, d_fake, distance, spread)]
    return Provisional(look.step, *medians, near=int(near.sum()), stopped=int((look.stopped >= 0).sum()))


HEADER = ("step", "D(real)", "D(fake)", "centre off", "spread", "near so far", "stopped")


def row(found: Provisional) -> tuple[str, ...]:
    """As cells of a table with the header above."""
    numbers = (f"{x:.3f}" for x in (found.d_real, found.d_fake, found.distance, found.spread))
    return (str(found.step), *numbers, str(found.near), str(found.stopped))
