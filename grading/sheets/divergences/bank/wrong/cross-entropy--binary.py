# The binary cross-entropy of every outcome.
# hint: binary
import numpy as np


def cross_entropy(p, q):
    with np.errstate(divide="ignore", invalid="ignore"):
        first = np.where(p > 0, p * np.log(q), 0.0)
        second = np.where(p < 1, (1 - p) * np.log(1 - q), 0.0)
    return -np.sum(first + second)
