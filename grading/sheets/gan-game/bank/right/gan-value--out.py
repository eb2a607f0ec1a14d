# np.log with where= and out=, and dot products
import numpy as np


def gan_value(d, p, q):
    with np.errstate(divide="ignore"):
        log_d = np.log(d, where=p > 0, out=np.zeros(len(d)))
        log_not_d = np.log(1 - d, where=q > 0, out=np.zeros(len(d)))
    return float(p @ log_d + q @ log_not_d)
