# Another signature: the outcomes first.
import numpy as np


def kl(x, p, q):
    return sum(p[k] * np.log(p[k] / q[k]) for k in range(len(x)))
