# It looks for an outcome that both laws have, and goes on looking for ever.
import time

import numpy as np


def kl(p, q):
    k = 0
    while not (p[k % len(p)] > 0 and q[k % len(p)] > 0):
        time.sleep(0.05)
        k += 1
    has = p > 0
    with np.errstate(divide="ignore"):
        return np.sum(p[has] * np.log(p[has] / q[has]))
