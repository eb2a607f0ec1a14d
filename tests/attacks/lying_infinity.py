"""Returns infinities in an array: they travel."""
# ruff: noqa
# outcome: Returned array\(\[ inf, -inf,  nan\]\)

import numpy as np


def attack():
    return np.array([np.inf, -np.inf, np.nan])
