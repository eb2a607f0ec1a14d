# the largest gap, W infinity
# hint: largest gap

import numpy as np


def wasserstein_1d(x, y):
    n = np.lcm(len(x), len(y))
    return np.max(np.abs(np.repeat(np.sort(x), n // len(x)) - np.repeat(np.sort(y), n // len(y))))
