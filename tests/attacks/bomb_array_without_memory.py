"""Returns an array of a trillion entries that takes eight bytes."""
# ruff: noqa
# outcome: Stopped it returned an array of 10{12} entries

import numpy as np


def attack():
    return np.broadcast_to(1.0, (10**12,))
