# The decision real or fake in the place of the probability
# hint: decision
import numpy as np


def optimal_discriminator(p, q):
    return np.where(p > q, 1.0, 0.0)
