# The logarithm of a likelihood: a product of powers, 0 to the 0 is 1
import numpy as np


def gan_value(d, p, q):
    with np.errstate(divide="ignore"):
        return float(np.log(np.prod(d**p * (1 - d) ** q)))
