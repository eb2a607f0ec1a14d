# KL: the entropy has been taken off.
# hint: minus the entropy of p
import numpy as np


def cross_entropy(p, q):
    has = p > 0
    with np.errstate(divide="ignore"):
        return np.sum(p[has] * (np.log(p[has]) - np.log(q[has])))
