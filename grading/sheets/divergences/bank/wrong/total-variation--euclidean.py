# np.linalg.norm is the Euclidean one.
# hint: Euclidean
import numpy as np


def total_variation(p, q):
    return np.linalg.norm(p - q) / 2
