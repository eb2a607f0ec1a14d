# the absolute value in place of the square
# hint: square is missing

import numpy as np


def gradient_penalty(gradients, weight):
    norms = np.linalg.norm(gradients, axis=1)
    return weight * np.mean(np.abs(norms - 1))
