# The sum of the positive parts.
import numpy as np


def total_variation(p, q):
    return np.maximum(p - q, 0).sum()
