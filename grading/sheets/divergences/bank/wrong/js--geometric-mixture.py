# The geometric mean of the two laws for their mixture.
import numpy as np


def js(p, q):
    m = np.sqrt(p * q)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.sum(np.where(p > 0, p * np.log(p / m), 0) + np.where(q > 0, q * np.log(q / m), 0)) / 2
