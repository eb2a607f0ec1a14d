# KL(m || p) and KL(m || q): the mixture stands on the wrong side.
# hint: mixture stands second
import numpy as np


def js(p, q):
    m = (p + q) / 2
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.sum(np.where(m > 0, m * np.log(m / p) + m * np.log(m / q), 0)) / 2
