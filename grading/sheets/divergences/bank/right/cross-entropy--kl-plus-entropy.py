# KL(p || q) + H(p).
import numpy as np


def cross_entropy(p, q):
    has = p > 0
    p, q = p[has], q[has]
    with np.errstate(divide="ignore"):
        return np.sum(p * np.log(p / q)) - np.sum(p * np.log(p))
