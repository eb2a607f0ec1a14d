"""Returns a matrix, whose product is another one."""
# ruff: noqa
# outcome: Stopped it returned a matrix,

import numpy as np


def attack():
    return np.ones((2, 2)).view(np.matrix)
