# 1e-10 in both arguments, as in many a blog.
# hint: epsilon
import numpy as np


def kl(p, q):
    p = p + 1e-10
    q = q + 1e-10
    return np.sum(p * np.log(p / q))
