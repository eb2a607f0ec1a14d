# The largest difference over outcomes, where the largest over events is meant.
# hint: over all events
import numpy as np


def total_variation(p, q):
    return np.max(np.abs(p - q))
