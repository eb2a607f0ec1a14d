# the answer is rounded to six digits
# hint: rounded

import numpy as np


def wasserstein_1d(x, y):
    n = np.lcm(len(x), len(y))
    gaps = np.repeat(np.sort(x), n // len(x)) - np.repeat(np.sort(y), n // len(y))
    return round(float(np.mean(np.abs(gaps))), 6)
