# the largest difference of the distribution functions, not the area
# hint: largest difference of the distribution functions

import numpy as np


def wasserstein_1d(x, y):
    places = np.concatenate([x, y])
    return max(abs(np.mean(x <= place) - np.mean(y <= place)) for place in places)
