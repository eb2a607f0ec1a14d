# The mean of the two expectations, as in a cross-entropy
# hint: factor 1/2
import numpy as np


def gan_value(d, p, q):
    with np.errstate(all="ignore"):
        real = np.where(p > 0, p * np.log(d), 0).sum()
        fake = np.where(q > 0, q * np.log(1 - d), 0).sum()
    return (real + fake) / 2
