"""What share of high-quality samples has a perfect generator?

Says       a perfect generator scores 98.889 percent of high-quality samples, not 100
Measures   the share of samples within 3 deviations of a mode, on the canonical ring, of the target itself: how far it
           is from 1 - exp(-9/2), and from 1
Bar        0.005, half a percent, since tables print tenths
Control    a generator with all eight modes, each half as wide: a worse law, and it scores 1.1 points more
Claims     mode-collapse-definition: a law collapsed inside its modes; the number is P(chi^2 <= 9) in the plane
Source     Srivastava et al. 2017 (VEEGAN), Section 4.1, for the score
"""

from __future__ import annotations

import numpy as np

from gan_small.experiments.effects import Effect, median
from gan_small.experiments.finding import Setting
from gan_small.experiments.modes.mode_collapse import PLAIN, sized
from gan_small.experiments.modes.scores import ceiling, mixture, of_perfect, of_samples
from gan_small.game import game
from gan_small.randomness import Stream
from gan_small.targets import ring_of_8
from gan_small.targets.ring_and_grid import RING_SPREAD
from numerics.weights import Array

NEAR = 0.005
POINTS = 4096


def measure(setting: Setting) -> list[Effect]:
    """The target, sampled as training samples it."""
    return effects(of_perfect(game(sized(PLAIN, setting)), points=POINTS).quality, "the target itself")


def control(setting: Setting) -> list[Effect]:
    """Eight modes of half the width, scored against the ring."""
    played = game(sized(PLAIN, setting))
    thin = ring_of_8(members=len(played.members), spread=RING_SPREAD / 2)
    real = played.normals(Stream.HELD_OUT_REAL, range(1), POINTS * thin.normals)[0].unflatten(-1, (POINTS, -1))
    which = played.uniforms(Stream.HELD_OUT_REAL + 128, range(1), POINTS)[0].unsqueeze(-1)
    return effects(of_samples(thin.sample(real, which), mixture(played)).quality, "modes of half the width")


def effects(quality: Array, whose: str) -> list[Effect]:
    """From shares of high-quality samples [E]."""
    return [
        median(f"share off 98.889%, {whose}", np.abs(quality - ceiling(2)), below=NEAR),
        median(f"share short of 100%, {whose}", 1 - quality, above=NEAR),
    ]
