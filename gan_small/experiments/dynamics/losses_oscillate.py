"""Do the losses of a GAN oscillate?

Says       the losses of a trained GAN oscillate instead of settling
Measures   the swing of D's loss: its standard deviation over the last half of the looks, each a mean over 40
           steps: what swings is then the game and not the draw of a minibatch
Bar        0.01 nats, by which V moves if D is off by 0.05 (gan_small.certificate.Tolerances); of the bilinear game,
           whose loss is in units of the critic, the same number
Control    players that stand still, rates 0
Claims     loss-oscillates-trained; the reason is in loss-oscillates: alternating steps of a bilinear game turn

Source     Arjovsky and Bottou 2017, Section 2; Mescheder, Geiger and Nowozin 2018, Section 3
"""

from __future__ import annotations

import numpy as np

from gan_small.experiments.effects import Effect, median
from gan_small.experiments.finding import Setting
from gan_small.named import named
from gan_small.recipe import Recipe
from gan_small.train import train

BAR = 0.01
PLAIN = Recipe(loss="non-saturating", decay="constant")
TAMED = named("gauss")


def measure(setting: Setting) -> list[Effect]:
    """The game that turns for ever; networks without a penalty at constant steps; and with what is known to tame it."""
    return [
        median("swing of D's loss, the bilinear game (units of C)", swings(named("bilinear"), setting), above=BAR),
        median("swing of D's loss, no penalty, constant steps (nats)", swings(PLAIN, setting), above=BAR),
        median("swing of D's loss, R1 and decaying steps (nats)", swings(TAMED, setting), above=BAR),
    ]


def control(setting: Setting) -> list[Effect]:
    """A game in which nothing moves any more cannot swing."""
    still = TAMED.replace(rate_d=0.0, rate_g=0.0)
    return [median("swing of D's loss, players that stand still (nats)", swings(still, setting), above=BAR)]


def swings(recipe: Recipe, setting: Setting) -> np.ndarray:
    """Of every member, over the last half of its looks."""
    setting.say(f"{recipe.loss}, {recipe.decay} steps")
    members, steps = (256, 6000) if setting.full else (16, 1000)
    sized = recipe.replace(members=members, seed=setting.seed, steps=steps, looks=steps // 40)
    losses = np.array([look.loss_d for look in train(sized).looks])
    return losses[len(losses) // 2 :].std(0)
