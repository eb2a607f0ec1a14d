"""Does a retrained discriminator become almost perfect, and the generator's gradient vanish?

Says       a retrained discriminator is almost perfect after few iterations, and the generator's gradient vanishes
Measures   after 1000 updates, on two parallel lines and on N(0, 1), N(1, 1): the held-out error, and the saturating
           loss's gradient in the mean of the fakes over what it was before D's first update; on the lines after 300
Bar        an error of 1%; for N(0, 1), N(1, 1) as mild a one as there can be: better than Phi(-1/2) = 30.85%, which
           no discriminator is, by four deviations of chance; a gradient of a hundredth, two orders of magnitude
Control    a discriminator that stands still
Claims     almost-perfect-d-trained; the best error is in almost-perfect-d

On overlapping laws it is false: the error stays above that of the best discriminator, and the gradient grows to the
closed form mu E_q[p/(p + q)] = 0.398 of the exact D*.

Source     Arjovsky and Bottou 2017, Figures 1 and 2
"""

from __future__ import annotations

import numpy as np
from scipy.special import ndtr

from gan_small.experiments.discriminators.frozen_generator import (
    POINTS,
    STEPS,
    Facing,
    exact_pull,
    line_pair,
    normal_pair,
    retrained,
)
from gan_small.experiments.effects import Effect, median
from gan_small.experiments.finding import Setting

FEW = 300
PERFECT, VANISHED = 0.01, 0.01
BEST = float(ndtr(-0.5))
MILD = BEST - 4 * (BEST * (1 - BEST) / (2 * POINTS)) ** 0.5


def measure(setting: Setting) -> list[Effect]:
    """Laws that share no point, and laws that overlap."""
    setting.say("two parallel lines")
    lines = line_pair(retrained(setting))
    setting.say("N(0, 1) against N(1, 1)")
    normals = normal_pair(retrained(setting), 1.0)
    closed = exact_pull("saturating", 1.0)
    best, last = np.ones(normals.game.recipe.members), normals
    for steps in range(STEPS // 5, STEPS + 1, STEPS // 5):
        last = last.trained(steps)
        best = np.minimum(best, last.error())
    return [
        *apart(lines),
        median("least error on the way, N(0, 1) and N(1, 1)", best, below=MILD),
        median(
            f"gradient over the {closed:.3f} of the exact D*, N(0, 1) and N(1, 1)",
            last.pull("saturating") / closed,
            below=VANISHED,
        ),
    ]


def control(setting: Setting) -> list[Effect]:
    """What does not learn is not perfect, and nothing vanishes."""
    return apart(line_pair(retrained(setting).replace(rate_d=0.0)))


def apart(lines: Facing) -> list[Effect]:
    """The sentence where it is true."""
    few = lines.trained(FEW)
    fall = few.trained().pull("saturating") / lines.pull("saturating")
    return [
        median(f"held-out error after {FEW} updates, two parallel lines", few.error(), below=PERFECT),
        median(f"gradient after {STEPS} updates over before, two parallel lines", fall, below=VANISHED),
    ]
