# one sample is sorted, and the other is not
# hint: one sample is sorted

import numpy as np


def wasserstein_1d(x, y):
    return np.mean(np.abs(np.sort(x) - y))
