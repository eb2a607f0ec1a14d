"""Returns integers that no signed one can hold."""
# ruff: noqa
# outcome: Stopped it returned an array of integers above

import numpy as np


def attack():
    return np.array([2**64 - 1], dtype=np.uint64)
