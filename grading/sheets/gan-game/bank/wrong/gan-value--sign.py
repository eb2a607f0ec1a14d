# The loss that D minimises
# hint: minus the value
import numpy as np


def gan_value(d, p, q):
    real, fake = p > 0, q > 0
    with np.errstate(divide="ignore"):
        return -np.sum(p[real] * np.log(d[real])) - np.sum(q[fake] * np.log(1 - d[fake]))
