# Squares for absolute values.
# hint: squared
import numpy as np


def total_variation(p, q):
    return np.sum((p - q) ** 2) / 2
