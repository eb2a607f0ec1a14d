# points with the gradient 0 are left out of the mean
# hint: gradient is zero

import numpy as np


def gradient_penalty(gradients, weight):
    norms = np.linalg.norm(gradients, axis=1)
    return weight * np.mean((norms[norms > 0] - 1) ** 2)
