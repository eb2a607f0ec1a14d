# the answer is printed, and nothing is returned
# hint: nothing

import numpy as np


def wasserstein_1d(x, y):
    print(np.mean(np.abs(np.sort(x) - np.sort(y))))
