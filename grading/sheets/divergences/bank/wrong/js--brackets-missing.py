# a + b / 2 for (a + b) / 2.
# hint: brackets are missing
import numpy as np


def js(p, q):
    m = (p + q) / 2
    with np.errstate(divide="ignore", invalid="ignore"):
        to_p = np.sum(np.where(p > 0, p * np.log(p / m), 0))
        to_q = np.sum(np.where(q > 0, q * np.log(q / m), 0))
    return to_p + to_q / 2
