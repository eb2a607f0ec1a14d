"""Discriminators retrained against generators that stand still: how often they err, and how hard they pull.

torch is imported inside: a page whose run is remembered needs no torch.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from figures.runs.without_torch import answers

#: By how much the fakes are moved for a difference quotient, beside the autograd gradient.
SHIFT = 1e-5


def retrained_discriminators(*, looks: Sequence[int], seed: int) -> dict[str, np.ndarray]:
    """After so many updates of D, on two parallel lines and on N(0, 1), N(1, 1): arrays [T, E], one row a look.

    error, pull           as gan_small.experiments.discriminators.frozen_generator has them
    counted, shifted      the same two by other means: logits by numpy, and the loss of fakes that are moved
    """
    from gan_small.experiments.discriminators.frozen_generator import line_pair, normal_pair, retrained
    from gan_small.experiments.finding import Setting

    recipe, found = retrained(Setting(seed=seed)), {}
    for name, facing in (("lines", line_pair(recipe)), ("normals", normal_pair(recipe, 1.0))):
        for steps in looks:
            facing = facing.trained(steps)
            numbers = {
                "error": facing.error(),
                "pull": facing.pull("saturating"),
                "counted": counted(facing),
                "shifted": shifted(facing),
            }
            for what, value in numbers.items():
                found.setdefault(f"{name}_{what}", []).append(value)
    return {name: np.stack(values) for name, values in found.items()}


def counted(facing: Any) -> np.ndarray:
    """The share of wrong answers, [E], by logits from numpy."""
    theta = facing.state.d.x.double().numpy()
    real, fake = (answers(theta, x.numpy()) for x in facing.points())
    return (np.count_nonzero(real <= 0, axis=1) + np.count_nonzero(fake > 0, axis=1)) / (real.shape[1] + fake.shape[1])


def shifted(facing: Any) -> np.ndarray:
    """The length of the gradient in the mean of the fakes by central differences of the saturating loss, [E]."""
    from gan_small.objectives import objective

    x = facing.points()[1]
    squares = np.zeros(x.shape[0])
    for axis in range(x.shape[-1]):
        move = x.new_zeros(x.shape[-1])
        move[axis] = SHIFT
        up, down = (objective("saturating").generator(c, c) for c in (facing.logits(x + s * move) for s in (1, -1)))
        squares += ((up - down).detach().numpy() / (2 * SHIFT)) ** 2
    return np.sqrt(squares)
