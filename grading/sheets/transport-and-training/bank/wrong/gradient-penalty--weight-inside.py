# the weight stands inside the square
# hint: inside the square

import numpy as np


def gradient_penalty(gradients, weight):
    norms = np.linalg.norm(gradients, axis=1)
    return np.mean((weight * norms - 1) ** 2)
