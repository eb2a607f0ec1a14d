# np.squeeze makes a number of an array with one point
# hint: one point
import numpy as np


def optimal_discriminator(p, q):
    return np.squeeze(p / (p + q))
