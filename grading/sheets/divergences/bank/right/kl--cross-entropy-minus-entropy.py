# H(p, q) - H(p).
import numpy as np


def _mean_log(p, q):
    total = 0.0
    for a, b in zip(p, q, strict=True):
        if a > 0:
            total += a * np.log(b) if b > 0 else -np.inf
    return total


def kl(p, q):
    return _mean_log(p, p) - _mean_log(p, q)
