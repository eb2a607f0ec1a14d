# x.sort() changes the sample of whoever calls
# hint: in place

import numpy as np


def wasserstein_1d(x, y):
    x.sort()
    y.sort()
    places = np.sort(np.concatenate([x, y]))
    below = np.array([np.mean(x <= place) - np.mean(y <= place) for place in places[:-1]])
    return np.sum(np.abs(below) * np.diff(places))
