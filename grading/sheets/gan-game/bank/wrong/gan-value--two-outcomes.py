# Written for a coin: only the first two outcomes count
# hint: 2 entries
import numpy as np


def gan_value(d, p, q):
    total = 0.0
    for i in range(2):
        if p[i] > 0:
            total += p[i] * np.log(d[i])
        if q[i] > 0:
            total += q[i] * np.log(1 - d[i])
    return total
