# -sum q log p: the mean is under the wrong law.
# hint: p and q are swapped
import numpy as np


def cross_entropy(p, q):
    with np.errstate(divide="ignore", invalid="ignore"):
        return -np.sum(np.where(q > 0, q * np.log(p), 0.0))
