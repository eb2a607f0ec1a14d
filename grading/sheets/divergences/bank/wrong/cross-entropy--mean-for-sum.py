# np.mean for np.sum.
# hint: np.mean
import numpy as np


def cross_entropy(p, q):
    with np.errstate(divide="ignore", invalid="ignore"):
        return -np.mean(np.where(p > 0, p * np.log(q), 0.0))
