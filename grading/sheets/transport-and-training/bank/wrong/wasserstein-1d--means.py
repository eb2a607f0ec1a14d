# the distance of the means, which is a lower bound
# hint: distance of the means

import numpy as np


def wasserstein_1d(x, y):
    return abs(np.mean(x) - np.mean(y))
