# It returns an array of shape ().
import numpy as np


def kl(p, q):
    out = np.zeros_like(p)
    with np.errstate(divide="ignore"):
        np.log(p / np.where(q > 0, q, 1.0), out=out, where=p > 0)
    out[(q == 0) & (p > 0)] = np.inf
    return np.asarray(np.dot(np.where(p > 0, p, 0.0), np.where(p > 0, out, 0.0)))
