# the derivative of the penalty by the norm

import numpy as np


def gradient_penalty(gradients, weight):
    norms = np.linalg.norm(gradients, axis=1)
    return 2 * weight * np.mean(norms - 1)
