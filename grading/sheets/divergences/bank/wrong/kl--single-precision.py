# Computed in float32: seven digits.
# hint: float32
import numpy as np


def kl(p, q):
    p, q = p.astype(np.float32), q.astype(np.float32)
    with np.errstate(divide="ignore", invalid="ignore"):
        return float(np.sum(np.where(p > 0, p * np.log(p / q), np.float32(0))))
