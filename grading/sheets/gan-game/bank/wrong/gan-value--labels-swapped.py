# log D is averaged over the fakes, log(1 - D) over the data
# hint: p and q are swapped
import numpy as np


def gan_value(d, p, q):
    real, fake = q > 0, p > 0
    with np.errstate(divide="ignore"):
        return np.sum(q[real] * np.log(d[real])) + np.sum(p[fake] * np.log(1 - d[fake]))
