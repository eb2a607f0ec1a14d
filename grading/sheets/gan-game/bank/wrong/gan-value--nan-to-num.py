# nan_to_num makes a huge number of minus infinity
# hint: infinite
import numpy as np


def gan_value(d, p, q):
    with np.errstate(all="ignore"):
        return np.sum(np.nan_to_num(p * np.log(d))) + np.sum(np.nan_to_num(q * np.log(1 - d)))
