# np.diff of one place, and an index that is not there, where both samples have one point
# hint: one point

import numpy as np


def wasserstein_1d(x, y):
    if len(x) == len(y) == 1:
        raise ValueError("too few points")
    n = np.lcm(len(x), len(y))
    return np.mean(np.abs(np.repeat(np.sort(x), n // len(x)) - np.repeat(np.sort(y), n // len(y))))
