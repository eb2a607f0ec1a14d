# An epsilon of 1e-9 inside each logarithm: to first order it cancels, but not beside zeros.
# hint: right except where
import numpy as np


def js(p, q):
    m = (p + q) / 2
    return 0.5 * np.sum(p * np.log((p + 1e-9) / (m + 1e-9)) + q * np.log((q + 1e-9) / (m + 1e-9)))
