"""Returns an array of another shape: it is kept."""
# ruff: noqa
# outcome: Returned array\(\[\[\[0.5\]\]\]\)

import numpy as np


def attack():
    return np.full((1, 1, 1), 0.5)
