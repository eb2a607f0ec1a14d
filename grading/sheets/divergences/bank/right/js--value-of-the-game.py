# From the value of the game at the best discriminator: (V + log 4)/2.
import numpy as np


def js(p, q):
    with np.errstate(divide="ignore", invalid="ignore"):
        d = p / (p + q)
        value = np.where(p > 0, p * np.log(d), 0.0) + np.where(q > 0, q * np.log(1 - d), 0.0)
    return (value.sum() + np.log(4)) / 2
