# KL(p || m) alone.
# hint: KL(q || m)
import numpy as np


def js(p, q):
    has = p > 0
    return np.sum(p[has] * np.log(2 * p[has] / (p[has] + q[has])))
