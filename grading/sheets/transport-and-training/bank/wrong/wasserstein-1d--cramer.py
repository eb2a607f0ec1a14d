# the area between the distribution functions, squared
# hint: squared

import numpy as np


def wasserstein_1d(x, y):
    places = np.sort(np.concatenate([x, y]))
    below = np.array([np.mean(x <= place) - np.mean(y <= place) for place in places[:-1]])
    return np.sum(below**2 * np.diff(places))
