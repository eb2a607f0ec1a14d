# Outcomes at which D is sure are left out, also where it is wrong
# hint: left out
import numpy as np


def gan_value(d, p, q):
    inside = (d > 0) & (d < 1)
    d, p, q = d[inside], p[inside], q[inside]
    return np.sum(p * np.log(d)) + np.sum(q * np.log(1 - d))
