# every point goes to the nearest, and masses no longer fit
# hint: nearest

import numpy as np


def wasserstein_1d(x, y):
    return np.mean([min(abs(a - b) for b in y) for a in x])
