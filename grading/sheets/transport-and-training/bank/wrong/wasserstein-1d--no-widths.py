# differences of the distribution functions without the widths between the places
# hint: without the widths

import numpy as np


def wasserstein_1d(x, y):
    places = np.sort(np.concatenate([x, y]))
    return sum(abs(np.mean(x <= place) - np.mean(y <= place)) for place in places[:-1])
