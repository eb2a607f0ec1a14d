# the integral over the levels of |F^-1 - G^-1|

from itertools import pairwise

import numpy as np


def quantile(sample, level):
    """The smallest place below which a share of at least `level` lies; the level is not on a step."""
    return np.sort(sample)[int(np.floor(level * len(sample)))]


def wasserstein_1d(x, y):
    steps = np.unique(np.concatenate([np.arange(len(x) + 1) / len(x), np.arange(len(y) + 1) / len(y)]))
    total = 0.0
    for low, high in pairwise(steps):
        middle = (low + high) / 2
        total += (high - low) * abs(quantile(x, middle) - quantile(y, middle))
    return total
