"""The networks of gan_small's recipes once more, in plain numpy: the second road of figures that show one."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

WIDTH, SLOPE = 32, 0.2  # of the recipes' two hidden layers, leaky ReLUs


def answers(theta: np.ndarray, x: np.ndarray) -> np.ndarray:
    """What networks with parameters theta [..., P] say at points x [..., n, d]: [..., n].

    A row of theta is W_1, b_1, W_2, b_2, W_3, b_3, each W by rows [in, out].
    """
    start = 0
    for k, (fan_in, out) in enumerate(pairwise((x.shape[-1], WIDTH, WIDTH, 1))):
        end = start + fan_in * out
        weight, bias = theta[..., start:end], theta[..., end : end + out]
        x = x @ weight.reshape(*weight.shape[:-1], fan_in, out) + bias[..., None, :]
        x, start = np.maximum(x, SLOPE * x) if k < 2 else x, end + out
    return x[..., 0]
