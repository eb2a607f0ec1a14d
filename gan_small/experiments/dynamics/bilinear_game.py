"""Do simultaneous and alternating steps differ?

Says       simultaneous gradient steps of a bilinear game spiral out, alternating ones stay bounded
Measures   with one parameter a player, in float64: the growth of the distance from (0, 0) in every simultaneous step
           against sqrt(1 + h^2), and what every alternating step keeps, theta^2 + psi^2 - h theta psi.  With an affine
           critic and an affine generator on N(2, 1/4), in minibatches: the distance of (slope of C, mean of G) from
           (0, 2), the largest of the run over that of the start
Bar        1e-13 for a step, which is some hundred roundings of 1.1e-16.  For the affine players a factor of 2: 400
           simultaneous steps of 0.1 multiply by 1.01^200 = 7.3, and alternating ones keep an ellipse of axes 1 : 1.05
Control    the two kinds of steps exchanged
Claims     gda-updates, no-guarantees

Source     Mescheder, Geiger and Nowozin 2018, Algorithms 1 and 2, Lemmas 2.3 and 2.4
"""

from __future__ import annotations

import math

import numpy as np
import torch

from gan_small.engines import advance, settled
from gan_small.experiments.dynamics.one_parameter import PLAIN, circle, distance, path
from gan_small.experiments.effects import Effect, computed, median
from gan_small.experiments.finding import Setting
from gan_small.game import game
from gan_small.named import named
from numerics.dynamics import Alternating, Plain, Wgan
from numerics.weights import Array

BAR, ERROR = 1e-13, 1e-14
FACTOR = math.log(2)
STEPS, RATE = 400, 0.1
BILINEAR = PLAIN.replace(loss="wasserstein", rate_d=RATE, rate_g=RATE)
AFFINE = named("bilinear").replace(rate_d=RATE, rate_g=RATE, steps=STEPS)
MEAN = 2.0
"""Of the target of the recipe "bilinear"."""


def measure(setting: Setting) -> list[Effect]:
    """Each kind of steps in the part that the sentence gives it."""
    return effects(setting, out=True, kept=False)


def control(setting: Setting) -> list[Effect]:
    """Alternating steps do not spiral out, and simultaneous ones keep nothing."""
    return effects(setting, out=False, kept=True)


def effects(setting: Setting, *, out: bool, kept: bool) -> list[Effect]:
    """`out`, `kept`: whether the steps that should spiral out, and those that should be bounded, are simultaneous."""
    start = circle(256 if setting.full else 32, setting.seed, radius=1.0)
    spiral, orbit = (path(BILINEAR.replace(simultaneous=kind), start, steps=100) for kind in (out, kept))
    growth = distance(spiral)[1:] / distance(spiral)[:-1] / math.sqrt(1 + RATE**2)
    energies = energy(orbit)
    change = float(np.abs(energies[1:] / energies[:-1] - 1).max())
    return [
        computed(
            "error of the growth in a simultaneous step, relative", float(np.abs(growth - 1).max()),
            error=ERROR, below=BAR,
        ),
        computed("change of the energy in alternating steps, relative", change, error=ERROR, below=BAR),
        median(
            "log of the largest distance over the first, simultaneous steps of affine players",
            swing(setting, simultaneous=out), above=FACTOR,
        ),
        median(
            "log of the largest distance over the first, alternating steps of affine players",
            swing(setting, simultaneous=kept), below=FACTOR,
        ),
    ]  # fmt: skip


def energy(points: Array) -> Array:
    """What alternating steps keep, of every point of the paths.

    numerics.dynamics moves G first and has the other sign of psi; D first and this sign give the same form.
    """
    rule = Alternating(Plain(Wgan()), RATE)
    return np.vectorize(rule.energy)(points[..., 0], points[..., 1])


def swing(setting: Setting, *, simultaneous: bool) -> Array:
    """Of every member of affine players, the log of the largest distance from the equilibrium over the first one."""
    setting.say(f"affine players, {'simultaneous' if simultaneous else 'alternating'} steps")
    members = 128 if setting.full else 24
    recipe = settled(AFFINE.replace(members=members, seed=setting.seed, simultaneous=simultaneous))
    played = game(recipe)
    state = played.start()
    seen = []
    for _ in range(STEPS // 10):
        (slope, _), (_, mean) = state.d.x.unbind(1), state.g.x.unbind(1)
        seen.append(torch.hypot(slope, mean - MEAN).numpy())
        state, _ = advance(played, state, 10)
    return np.log(np.max(seen, 0) / seen[0])
