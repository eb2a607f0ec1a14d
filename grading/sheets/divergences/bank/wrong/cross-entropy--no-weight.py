# Averaged under nothing.
# hint: without its weight p
import numpy as np


def cross_entropy(p, q):
    with np.errstate(divide="ignore"):
        return -np.sum(np.log(q))
