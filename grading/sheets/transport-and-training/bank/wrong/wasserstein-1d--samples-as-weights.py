# the samples are taken for the weights of two histograms
# hint: places

import numpy as np


def wasserstein_1d(x, y):
    return np.sum(np.abs(np.cumsum(x - y)))
