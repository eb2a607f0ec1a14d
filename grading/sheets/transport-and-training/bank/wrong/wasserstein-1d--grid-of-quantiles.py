# np.quantile interpolates where there is no mass
# hint: quantiles are interpolated

import numpy as np


def wasserstein_1d(x, y):
    grid = np.linspace(0, 1, 101)
    return np.mean(np.abs(np.quantile(x, grid) - np.quantile(y, grid)))
