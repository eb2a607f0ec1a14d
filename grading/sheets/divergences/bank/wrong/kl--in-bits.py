# log2 for log.
# hint: in bits
import numpy as np


def kl(p, q):
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.sum(np.where(p > 0, p * (np.log2(p) - np.log2(q)), 0))
