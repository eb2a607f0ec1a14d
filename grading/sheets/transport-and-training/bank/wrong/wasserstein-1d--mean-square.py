# W2 squared in place of W1
# hint: W2 squared

import numpy as np


def wasserstein_1d(x, y):
    n = np.lcm(len(x), len(y))
    gaps = np.repeat(np.sort(x), n // len(x)) - np.repeat(np.sort(y), n // len(y))
    return np.mean(gaps**2)
