# Rounded to six digits for a nice print
import numpy as np


def optimal_discriminator(p, q):
    return np.round(p / (p + q), 6)
