"""Returns an array of complex numbers."""
# ruff: noqa
# outcome: Stopped it returned an array of complex128,

import numpy as np


def attack():
    return np.ones(3, dtype=complex)
