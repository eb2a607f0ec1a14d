# np.mean of terms that have their weights already
# hint: np.mean
import numpy as np


def gan_value(d, p, q):
    with np.errstate(all="ignore"):
        return np.mean(np.where(p > 0, p * np.log(d), 0) + np.where(q > 0, q * np.log(1 - d), 0))
