# The zeros are cut out of p alone: the arrays no longer fit together.
import numpy as np


def kl(p, q):
    p, q = p[p > 0], q[q > 0]
    n = min(len(p), len(q))
    return np.sum(p[:n] * np.log(p[:n] / q[:n]))
