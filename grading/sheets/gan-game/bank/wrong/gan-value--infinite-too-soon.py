# Minus infinity as soon as D is sure of anything, right or wrong
# hint: D is
import numpy as np


def gan_value(d, p, q):
    if np.any(d == 0) or np.any(d == 1):
        return -np.inf
    return np.sum(p * np.log(d)) + np.sum(q * np.log(1 - d))
