# everything is computed in float32
# hint: single precision

import numpy as np


def wasserstein_1d(x, y):
    x, y = np.float32(x), np.float32(y)
    n = np.lcm(len(x), len(y))
    gaps = np.repeat(np.sort(x), n // len(x)) - np.repeat(np.sort(y), n // len(y))
    return float(np.mean(np.abs(gaps)))
