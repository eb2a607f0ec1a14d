# log2
# hint: in bits
import numpy as np


def gan_value(d, p, q):
    with np.errstate(all="ignore"):
        return np.where(p > 0, p * np.log2(d), 0).sum() + np.where(q > 0, q * np.log2(1 - d), 0).sum()
