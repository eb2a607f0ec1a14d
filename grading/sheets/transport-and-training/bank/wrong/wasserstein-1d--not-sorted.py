# the points are matched in the order in which they come
# hint: sorted

import numpy as np


def wasserstein_1d(x, y):
    return np.mean(np.abs(x[: len(y)] - y[: len(x)]))
