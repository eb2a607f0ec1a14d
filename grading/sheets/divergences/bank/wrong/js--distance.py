# The square root: scipy's jensenshannon written again.
# hint: square root
import numpy as np


def js(p, q):
    m = (p + q) / 2
    with np.errstate(divide="ignore", invalid="ignore"):
        total = np.sum(np.where(p > 0, p * np.log(p / m), 0) + np.where(q > 0, q * np.log(q / m), 0)) / 2
    return np.sqrt(max(total, 0.0))
