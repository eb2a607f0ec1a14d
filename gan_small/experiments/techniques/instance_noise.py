"""Does noise on what D sees lead a generator to data that it shares no point with?

Says       noise on what D sees, falling to 0, leads a generator to data that are disjoint from its law
Measures   the distance W_1 of the generated law from N(4, 0.1^2), over 0.1, at the end of the minimax game with five
           steps of D for each of G, which starts near 0: with noise that falls from 1 to 0, with noise that falls from
           0.1 and never bridges the gap, and falling against staying, the log of their ratio for the same members
Bar        1, a standard deviation of the data: the laws overlap; and 0 for the comparison
Control    no noise
Claims     noise-smooths: blurred laws have a JSD that follows their distance; saturating-gradient is the wall without

Source     Arjovsky and Bottou 2017, Section 3; Sonderby et al. 2017, Section 3
"""

from __future__ import annotations

import numpy as np

from gan_small.certificate.held_out import held_out
from gan_small.experiments.effects import Effect, median
from gan_small.experiments.finding import Setting
from gan_small.recipe import Recipe
from gan_small.train import train

DISJOINT = Recipe(
    target="gauss(4, 0.1)", loss="saturating", batch=64, width=16, steps=1500, d_steps=5, rate_d=1e-2, rate_g=1e-3,
    looks=1,
)  # fmt: skip
UNTIL = 0.8
"""The share of the run at which the noise has gone: the last fifth of it is the game itself."""


def measure(setting: Setting) -> list[Effect]:
    """Enough noise, too little, and noise that stays."""
    falling = distance(setting, noise=1.0, noise_until=UNTIL)
    little = distance(setting, noise=0.1, noise_until=UNTIL)
    staying = distance(setting, noise=1.0)
    return [
        median("distance over the data's deviation, noise falling from 1", falling, below=1.0),
        median("distance over the data's deviation, noise falling from 0.1", little, below=1.0),
        median("log of distances, noise falling over noise staying", np.log(falling / staying), below=0.0),
    ]


def control(setting: Setting) -> list[Effect]:
    """Without noise D is perfect, and the minimax loss has no slope."""
    return [median("distance over the data's deviation, no noise", distance(setting), below=1.0)]


def distance(setting: Setting, **noise: float) -> np.ndarray:
    """W_1 over the data's standard deviation, at the end, [E]."""
    setting.say(f"noise {noise or 'none'}")
    ended = train(DISJOINT.replace(members=128 if setting.full else 32, seed=setting.seed, **noise))
    return held_out(ended.game, ended.state, points=1024).distance
