"""Returns a masked array, which hides entries from comparisons."""
# ruff: noqa
# outcome: Stopped it returned a MaskedArray,

import numpy as np


def attack():
    return np.ma.masked_array([1.0, 2.0], mask=[True, True])
