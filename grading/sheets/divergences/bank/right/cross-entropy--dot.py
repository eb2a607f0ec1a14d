# A scalar product with the zeros of p cut out.
import numpy as np


def cross_entropy(p, q):
    with np.errstate(divide="ignore"):
        surprise = -np.log(q)
    surprise[p == 0] = 0
    return p @ surprise
