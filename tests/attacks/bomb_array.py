"""Returns an array of ten million entries."""
# ruff: noqa
# outcome: Stopped it returned an array of 10000000 entries

import numpy as np


def attack():
    return np.zeros(10**7)
