# With log1p of (p - q)/q: exact where the laws are close.
import numpy as np


def kl(p, q):
    has = p > 0
    p, q = p[has], q[has]
    if (q == 0).any():
        return float("inf")
    return np.dot(p, np.log1p((p - q) / q))
