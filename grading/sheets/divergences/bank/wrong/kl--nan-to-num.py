# nan_to_num makes 0 of nan, and of inf the largest float.
# hint: right except where the answer is infinite
import numpy as np


def kl(p, q):
    with np.errstate(all="ignore"):
        return np.nan_to_num(p * np.log(p / q)).sum()
