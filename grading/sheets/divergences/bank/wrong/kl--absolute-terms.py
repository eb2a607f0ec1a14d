# 'A divergence is not negative, so no term of it may be.'
# hint: absolute value of each term
import numpy as np


def kl(p, q):
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.sum(np.where(p > 0, np.abs(p * np.log(p / q)), 0.0))
