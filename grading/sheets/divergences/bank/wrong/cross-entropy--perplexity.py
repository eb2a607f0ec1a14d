# The perplexity: exp of it.
# hint: perplexity
import numpy as np


def cross_entropy(p, q):
    has = p > 0
    with np.errstate(divide="ignore"):
        return np.exp(-np.sum(p[has] * np.log(q[has])))
