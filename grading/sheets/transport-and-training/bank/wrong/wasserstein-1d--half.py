# the half of total variation, where there is none
# hint: factor 1/2

import numpy as np


def wasserstein_1d(x, y):
    places = np.sort(np.concatenate([x, y]))
    below = np.array([np.mean(x <= place) - np.mean(y <= place) for place in places[:-1]])
    return np.sum(np.abs(below) * np.diff(places)) / 2
