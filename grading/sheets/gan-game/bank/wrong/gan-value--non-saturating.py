# -log D for the fakes, the loss of the non-saturating generator
# hint: non-saturating
import numpy as np


def gan_value(d, p, q):
    with np.errstate(all="ignore"):
        return np.where(p > 0, p * np.log(d), 0).sum() - np.where(q > 0, q * np.log(d), 0).sum()
