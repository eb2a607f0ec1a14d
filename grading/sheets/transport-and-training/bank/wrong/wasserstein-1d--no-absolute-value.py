# gaps of both signs cancel
# hint: absolute value is missing

import numpy as np


def wasserstein_1d(x, y):
    return np.mean(np.sort(x)) - np.mean(np.sort(y))
