"""Does virtual batch normalisation do what batch normalisation does, and leave an output to its own noise?

Says       virtual batch normalisation frees an output from the rest of its batch, and still keeps off a collapse
Measures   how far an output of a trained generator moves as the other 15 points of its batch are drawn anew, over the
           law's spread; and the narrowest spread in the game of the experiment batch-norm-collapse, whose G takes ten
           times D's steps
Bar        1e-4: rounding in float32 moves an output by some 1e-7 of its size, and another batch by a tenth;
           and a quarter of the target's spread, as in gan_small.certificate.Tolerances
Control    batch normalisation, whose outputs move
Claims     virtual-batch-norm

Source     Salimans et al. 2016, Section 3.4
"""

from __future__ import annotations

import numpy as np
import torch

from gan_small.experiments.effects import Effect, median
from gan_small.experiments.finding import Setting
from gan_small.experiments.techniques.batch_norm_collapse import BAR, HASTY, narrowest
from gan_small.randomness import Stream
from gan_small.train import Trained, train

STILL = 1e-4
POINTS = HASTY.batch


def measure(setting: Setting) -> list[Effect]:
    """Both halves of the sentence."""
    virtual = trained(setting, "virtual")
    return [
        median("movement of an output as its batch changes, virtual", movement(virtual), below=STILL),
        median("narrowest spread in a game with a hasty G, virtual", narrowest(virtual), above=BAR),
    ]


def control(setting: Setting) -> list[Effect]:
    """Statistics of the batch itself."""
    batch = trained(setting, "batch")
    return [median("movement of an output as its batch changes, batch norm", movement(batch), below=STILL)]


def trained(setting: Setting, norm: str) -> Trained:
    """The game whose G takes ten times the steps of D."""
    setting.say(f"a game with a hasty generator, norm {norm}")
    return train(HASTY.replace(norm=norm, members=96 if setting.full else 32, seed=setting.seed))


@torch.no_grad()
def movement(ended: Trained) -> np.ndarray:
    """|G(z_1) in one batch - G(z_1) in another| over the spread of the law, [E]."""
    played, theta = ended.game, ended.state.g.x
    first, second = played.noise(Stream.HELD_OUT_NOISE, range(2), POINTS)
    second[:, 0] = first[:, 0]
    a, b = (played.g(theta, z)[:, 0] for z in (first, second))
    return (a - b).norm(dim=-1).numpy() / ended.looks[-1].spread
