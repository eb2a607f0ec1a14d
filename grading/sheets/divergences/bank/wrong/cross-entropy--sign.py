# Without the minus (misprint 6).
# hint: minus in front is missing
import numpy as np


def cross_entropy(p, q):
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.sum(np.where(p > 0, p * np.log(q), 0.0))
