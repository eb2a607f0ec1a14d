# np.sum, where each point has the weight 1/n
# hint: added up

import numpy as np


def wasserstein_1d(x, y):
    if len(x) == len(y):
        return np.sum(np.abs(np.sort(x) - np.sort(y)))
    places = np.sort(np.concatenate([x, y]))
    below = [np.searchsorted(np.sort(s), places[:-1], side="right") / len(s) for s in (x, y)]
    return max(len(x), len(y)) * np.sum(np.abs(below[0] - below[1]) * np.diff(places))
