"""Is the mean of D's features a better goal than D's verdict?

Says       feature matching brings the generated law nearer to the data than D's verdict does
Measures   the log of the distances W_1 (largest over fixed directions) of the generated laws from the data at the end,
           with feature matching over without, for the same members: on the ring of 8 without a penalty, where the game
           has only begun; and for random Gaussians with R1, where it settles
Bar        0
Control    a generator that stands still, in the place of the one that matches features, for the Gaussians
Claims     feature-matching: equal means of features are no equal laws, and a batch's gap is biased upwards

Source     Salimans et al. 2016, Section 3.1
"""

from __future__ import annotations

import numpy as np

from gan_small.certificate.held_out import held_out
from gan_small.experiments.effects import Effect, median
from gan_small.experiments.finding import Setting
from gan_small.recipe import Recipe
from gan_small.train import train

RING = Recipe(target="ring", latent=2, batch=16, width=16, rate_d=1e-3, rate_g=1e-3, steps=600, looks=1)
SETTLING = Recipe(r1=30.0, latent=4, batch=16, width=16, rate_d=1e-2, rate_g=3e-3, steps=400, looks=1)


def measure(setting: Setting) -> list[Effect]:
    """The same recipe with both goals of G."""
    return [
        median("log of distances, with over without: ring of 8, early", gain(RING, setting), below=0.0),
        median("log of distances, with over without: Gaussians with R1, settled", gain(SETTLING, setting), below=0.0),
    ]


def control(setting: Setting) -> list[Effect]:
    """Who stands still comes no nearer."""
    still = gain(SETTLING, setting, rate_g=0.0)
    return [median("log of distances, standing still over trained: Gaussians with R1", still, below=0.0)]


def gain(recipe: Recipe, setting: Setting, **changes: float) -> np.ndarray:
    """log of the distance with feature matching over that without, [E]; `changes` are of the former alone."""
    sized = recipe.replace(members=192 if setting.full else 64, seed=setting.seed)
    return np.log(distance(sized.replace(feature_matching=True, **changes), setting) / distance(sized, setting))


def distance(recipe: Recipe, setting: Setting) -> np.ndarray:
    """W_1 over the target's scale at the end, [E]."""
    setting.say(f"{recipe.target}, feature matching {recipe.feature_matching}")
    ended = train(recipe)
    return held_out(ended.game, ended.state, points=1024).distance
