# np.mean for half of np.sum: right only if there are two outcomes.
# hint: np.mean
import numpy as np


def total_variation(p, q):
    return np.mean(np.abs(p - q))
