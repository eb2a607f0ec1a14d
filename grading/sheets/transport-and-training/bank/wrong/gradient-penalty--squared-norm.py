# the root of the norm is forgotten
# hint: root

import numpy as np


def gradient_penalty(gradients, weight):
    return weight * np.mean((np.sum(gradients**2, axis=1) - 1) ** 2)
