# the weight is not used
# hint: weight is missing

import numpy as np


def gradient_penalty(gradients, weight):
    norms = np.linalg.norm(gradients, axis=1)
    return np.mean((norms - 1) ** 2)
