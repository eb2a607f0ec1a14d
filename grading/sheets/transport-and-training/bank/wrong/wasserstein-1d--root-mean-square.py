# W2 in place of W1
# hint: W2

import numpy as np


def wasserstein_1d(x, y):
    n = np.lcm(len(x), len(y))
    gaps = np.repeat(np.sort(x), n // len(x)) - np.repeat(np.sort(y), n // len(y))
    return np.sqrt(np.mean(gaps**2))
