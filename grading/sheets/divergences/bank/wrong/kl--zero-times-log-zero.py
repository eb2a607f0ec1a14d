# As the formula stands: 0 * log 0 is nan, and so is the whole sum.
# hint: right except where some probabilities are zero
import numpy as np


def kl(p, q):
    return np.sum(p * np.log(p / q))
