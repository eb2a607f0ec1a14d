# whatever goes wrong is caught, and nan returned
# hint: sizes differ

import numpy as np


def wasserstein_1d(x, y):
    try:
        return np.mean(np.abs(np.sort(x) - np.sort(y)))
    except ValueError:
        return np.nan
