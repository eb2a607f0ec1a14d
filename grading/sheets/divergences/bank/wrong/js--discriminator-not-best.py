# E_p log D + E_q log(1 - D) with D = p: a discriminator, and not the best one.
import numpy as np


def js(p, q):
    with np.errstate(divide="ignore", invalid="ignore"):
        value = np.where(p > 0, p * np.log(p), 0).sum() + np.where(q > 0, q * np.log(1 - p), 0).sum()
    return (value + np.log(4)) / 2
