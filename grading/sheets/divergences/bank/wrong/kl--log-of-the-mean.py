# The logarithm of the mean ratio (Jensen forgotten).
import numpy as np


def kl(p, q):
    has = p > 0
    with np.errstate(divide="ignore"):
        return np.log(np.sum(p[has] * p[has] / q[has]))
