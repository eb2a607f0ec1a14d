# Outcomes that only one of the laws has are left out: at disjoint supports it is 0.
# hint: left out
import numpy as np


def js(p, q):
    both = (p > 0) & (q > 0)
    p, q = p[both], q[both]
    m = (p + q) / 2
    return np.sum(p * np.log(p / m) + q * np.log(q / m)) / 2
