"""Does the mean of the past bring a game that circles to its equilibrium?

Says       historical averaging brings the players of the bilinear game to their equilibrium
Measures   the distance of two numbers from their saddle after 2000 simultaneous steps of 1/10, over where they
           started, which is the same from everywhere: a step turns and stretches the plane; and in the game of an
           affine critic against an affine generator, alternating, how far the generated mean is from the data's over
           the last half of 1000 steps
Bar        0.15, of the start's distance and of the data's scale: the distance that gan_small.certificate.Tolerances
           allows at equilibrium
Control    weight 0
Claims     historical-averaging, which has the end of the two numbers: 0.5112/sqrt(2) of the start with weight 1, and
           29640.72/sqrt(2) of it with weight 0

Source     Salimans et al. 2016, Section 3.3
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import torch

from gan_small.certificate.verdict import Tolerances
from gan_small.engines.reference import advance
from gan_small.experiments.dynamics.one_parameter import PLAIN, OneParameter, circle
from gan_small.experiments.effects import Effect, computed, median
from gan_small.experiments.finding import Setting
from gan_small.game import game
from gan_small.named import named
from gan_small.recipe import Recipe
from gan_small.train import train

BAR = Tolerances().distance
#: L = theta psi, which theta lowers and psi raises, as in the ledger but for the sign of psi.
TWO_NUMBERS = PLAIN.replace(loss="wasserstein", simultaneous=True, steps=2000)
AFFINE = named("bilinear").replace(batch=64, steps=1000, looks=50)
WEIGHTS = {"weight 0.1": 0.1, "weight 1": 1.0}


def measure(setting: Setting) -> list[Effect]:
    """Numbers with the ledger's weight, and affine players with a light one and with that."""
    return effects(setting, numbers=1.0)


def control(setting: Setting) -> list[Effect]:
    """Without the past there is nothing to hold them."""
    return effects(setting, numbers=0.0)


def effects(setting: Setting, *, numbers: float) -> list[Effect]:
    """Two numbers with the weight `numbers`, and the affine players with all of WEIGHTS, or with 0 as they."""
    setting.say("two numbers")
    left = distance_left(TWO_NUMBERS.replace(history=numbers), setting)
    far, apart = float(left.mean()), float(np.ptp(left)) + 1e-12 * float(left.mean())  # rounding of 2000 steps, amply
    what = f"two numbers: distance from the saddle over the start's, weight {numbers:g}"
    found = [computed(what, far, error=apart, below=BAR)]
    for name, weight in WEIGHTS.items() if numbers else [("weight 0", 0.0)]:
        setting.say(f"affine players, {name}")
        off = mean_off(AFFINE.replace(history=weight), setting)
        found.append(median(f"affine players: distance of the means over the data's scale, {name}", off, below=BAR))
    return found


def distance_left(recipe: Recipe, setting: Setting) -> np.ndarray:
    """Of members that start around the unit circle: their distance from (0, 0) at the end, [E]."""
    starts = circle(members(setting), setting.seed, radius=1.0)
    base = game(recipe.replace(members=len(starts)))
    played = OneParameter(base.recipe, base.target, base.members)
    theta, psi = torch.as_tensor(starts).split(1, -1)
    state = played.start()
    past = torch.cat((psi, theta), 1) if recipe.history else state.past
    state = replace(state, d=state.d._replace(x=psi), g=state.g._replace(x=theta), average=theta, past=past)
    end, _ = advance(played, state, recipe.steps)
    return torch.hypot(end.d.x, end.g.x)[:, 0].numpy()


def mean_off(recipe: Recipe, setting: Setting) -> np.ndarray:
    """The mean distance of the generated mean from the data's over the last half of the looks, in its scale, [E]."""
    ended = train(recipe.replace(members=members(setting), seed=setting.seed))
    centres = np.stack([seen.centre[:, 0] for seen in ended.looks[len(ended.looks) // 2 :]])
    target = ended.game.target
    return np.abs(centres - target.mean()[:, 0].numpy()).mean(0) / target.scale().numpy()


def members(setting: Setting) -> int:
    """How many pairs of players."""
    return 128 if setting.full else 24
