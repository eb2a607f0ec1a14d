"""Returns an array whose entries lie outside of any memory."""
# ruff: noqa
# outcome: (Stopped|Returned)

import numpy as np


def attack():
    return np.lib.stride_tricks.as_strided(np.zeros(1), shape=(1000,), strides=(1 << 30,))
