"""Does a zero-centred penalty make the equilibrium stable, for the hinge loss and for pairing?

Says       a zero-centred penalty makes the equilibrium stable, of a hinge GAN and of a relativistic GAN
Measures   the data are N(1, 1) and steps constant, so that nothing but the game itself brings it to rest: the share
           of members that are near the data and rest (as in wgan_converges); and of each member the log of the swing
           of its generated mean without the penalty over that with it, all else equal
Bar        0.5 for the share; log 1.2 for the ratio: what the certificate takes for a difference (Tolerances.spread)
Weights    gamma = 30, as in the recipe for random Gaussians; for pairing 15 on either law
Control    discriminators that stand still: no generator comes near, and the two swings are one
Claims     dirac-gan-zero-centred-penalty

Source     Mescheder, Geiger and Nowozin 2018, Section 4.1; Lim and Ye 2017 (hinge); Huang et al. 2024 (relativistic
           pairing with R1 and R2)
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from gan_small.certificate import Tolerances
from gan_small.certificate.held_out import held_out
from gan_small.experiments.effects import Effect, median, share
from gan_small.experiments.finding import Setting
from gan_small.history import moving
from gan_small.recipe import Recipe
from gan_small.train import train
from numerics.weights import Array

BAR = 0.5
MORE = math.log(1.2)
BASE = Recipe(target="gauss(1, 1)", decay="constant", rate_d=1e-3, rate_g=1e-3, batch=128)
PENALTIES: dict[str, dict[str, Any]] = {
    "hinge": {"r1": 30.0},
    "relativistic": {"r1": 15.0, "r2": 15.0},
}


def measure(setting: Setting) -> list[Effect]:
    """Two losses, each with its penalty and without."""
    return compared(setting, BASE)


def control(setting: Setting) -> list[Effect]:
    """Where D does not move, a penalty on its slope changes nothing."""
    return compared(setting, BASE.replace(rate_d=0.0), shorter=4)


def compared(setting: Setting, base: Recipe, *, shorter: int = 1) -> list[Effect]:
    """For each loss the share at rest, and the paired ratio of swings."""
    steps, members = (2000, 64) if setting.full else (800, 32)
    base, effects = base.replace(members=members, steps=steps // shorter, seed=setting.seed), []
    for loss, penalty in PENALTIES.items():
        setting.say(loss)
        name = f"{loss}, {' and '.join(f'{k.upper()} {v:g}' for k, v in penalty.items())}"
        with_it, rests = outcome(base.replace(loss=loss, **penalty))
        without, _ = outcome(base.replace(loss=loss))
        ratio = np.log(without) - np.log(with_it)
        effects += [
            share(f"near and at rest, {name}", rests, above=BAR),
            median(f"log of swing without over with, {name}", ratio, above=MORE),
        ]
    return effects


def outcome(recipe: Recipe) -> tuple[Array, list[bool]]:
    """After a run, of each member: the mean's swing over the scale; and whether it and W_1 are within tolerance."""
    done, allowed = train(recipe), Tolerances()
    distance = held_out(done.game, done.state).distance
    swing = moving(done.looks, done.game.target.scale().numpy())
    return swing, ((distance <= allowed.distance) & (swing <= allowed.moving)).tolist()
