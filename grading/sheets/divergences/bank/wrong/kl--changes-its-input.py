# The zeros are overwritten in the caller's array.
# hint: changes its
import numpy as np


def kl(p, q):
    if np.any((q == 0) & (p > 0)):
        return np.inf
    both = p == 0
    p[both] = 1.0
    q[both] = 1.0
    return np.sum(p * np.log(p / q))
