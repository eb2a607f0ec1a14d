# the independent plan: every point to every point
# hint: independent plan

import numpy as np


def wasserstein_1d(x, y):
    return np.mean(np.abs(x[:, None] - y[None, :]))
