# the dual: the best critic climbs or falls with slope one between neighbouring places

from math import fsum

import numpy as np


def wasserstein_1d(x, y):
    places = sorted({*map(float, x), *map(float, y)})
    weight = {place: float(np.mean(x == place) - np.mean(y == place)) for place in places}
    f, carried, gains = 0.0, 0.0, []
    for low, high in zip(places, places[1:] + places[-1:], strict=True):
        gains.append(f * weight[low])
        carried += weight[low]
        f -= (high - low) if carried > 0 else (low - high)
    return fsum(gains)
