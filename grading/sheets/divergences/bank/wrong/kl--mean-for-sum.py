# np.mean for np.sum: the reduction that a loss has by default.
# hint: mean
import numpy as np


def kl(p, q):
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.mean(np.where(p > 0, p * np.log(p / q), 0.0))
