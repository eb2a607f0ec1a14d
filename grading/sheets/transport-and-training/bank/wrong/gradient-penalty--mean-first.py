# the mean norm is taken first, and then the square
# hint: mean of the norms is taken first

import numpy as np


def gradient_penalty(gradients, weight):
    norms = np.linalg.norm(gradients, axis=1)
    return weight * (np.mean(norms) - 1) ** 2
