# Whether the laws differ, not by how much.
# hint: True or False
import numpy as np


def total_variation(p, q):
    return bool(np.any(p != q))
