# What the laws have in common, not what separates them.
# hint: one minus the distance
import numpy as np


def total_variation(p, q):
    return np.minimum(p, q).sum()
