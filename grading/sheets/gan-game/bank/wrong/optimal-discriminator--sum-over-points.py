# The quotient is over the sum of all points: p and q are taken for a batch
# hint: point by point
import numpy as np


def optimal_discriminator(p, q):
    return p / np.sum(p + q)
