# In bits, and brought back to nats.
import numpy as np


def js(p, q):
    m = 0.5 * (p + q)
    bits = 0.0
    for law in (p, q):
        support = np.flatnonzero(law)
        bits += 0.5 * np.sum(law[support] * np.log2(law[support] / m[support]))
    return bits * np.log(2.0)
