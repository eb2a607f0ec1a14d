# the sum of absolute values for the Euclidean norm
# hint: Euclidean

import numpy as np


def gradient_penalty(gradients, weight):
    return weight * np.mean((np.abs(gradients).sum(axis=1) - 1) ** 2)
