# As a Bregman divergence, every term of which is not negative.
import numpy as np


def kl(p, q):
    safe = np.where(p > 0, p, 1.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        terms = np.where(p > 0, p * np.log(safe / q), 0.0) - p + q
    return float(terms.sum())
