# Pinsker's bound taken for an equality.
# hint: Pinsker
import numpy as np


def total_variation(p, q):
    with np.errstate(divide="ignore", invalid="ignore"):
        kl = np.sum(np.where(p > 0, p * np.log(p / q), 0.0))
    return np.sqrt(max(kl, 0.0) / 2)
