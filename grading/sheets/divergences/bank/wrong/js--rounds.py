# Rounded to six digits, as for a table.
# hint: close and not exact
import numpy as np


def js(p, q):
    m = (p + q) / 2
    with np.errstate(divide="ignore", invalid="ignore"):
        terms = np.where(p > 0, p * np.log(p / m), 0) + np.where(q > 0, q * np.log(q / m), 0)
    return round(float(np.sum(terms)) / 2, 6)
