# An epsilon in the logarithms: the value is finite where it is infinite
# hint: epsilon
import numpy as np


def gan_value(d, p, q):
    eps = 1e-12
    return np.sum(p * np.log(d + eps)) + np.sum(q * np.log(1 - d + eps))
