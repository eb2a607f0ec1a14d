# The ratio is upside down.
# hint: the sign is wrong
import numpy as np


def kl(p, q):
    total = 0.0
    for a, b in zip(p, q, strict=True):
        if a > 0:
            if b == 0:
                return -np.inf
            total += a * np.log(b / a)
    return total
