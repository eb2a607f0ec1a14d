# 0 * log 0 is nan, which nansum passes over; inf it keeps. Another base may be chosen.
import numpy as np


def kl(p, q, base=np.e):
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.nansum(p * np.log(p / q)) / np.log(base)
