# The half is forgotten: it goes up to 2.
# hint: off by the factor 2
import numpy as np


def total_variation(p, q):
    return np.sum(np.abs(p - q))
