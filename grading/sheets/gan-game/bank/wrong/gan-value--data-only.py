# The second expectation is missing
# hint: missing
import numpy as np


def gan_value(d, p, q):
    real = p > 0
    with np.errstate(divide="ignore"):
        return np.sum(p[real] * np.log(d[real]))
