# the distance of the medians
# hint: medians

import numpy as np


def wasserstein_1d(x, y):
    return abs(np.median(x) - np.median(y))
