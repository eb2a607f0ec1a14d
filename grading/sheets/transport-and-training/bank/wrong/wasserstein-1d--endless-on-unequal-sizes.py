# a loop that never ends where the sizes differ
# hint: no answer within

from time import sleep

import numpy as np


def wasserstein_1d(x, y):
    x, y = np.sort(x), np.sort(y)
    while len(x) != len(y):
        sleep(0.01)
    return np.mean(np.abs(x - y))
