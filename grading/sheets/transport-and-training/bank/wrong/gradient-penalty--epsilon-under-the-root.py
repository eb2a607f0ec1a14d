# 1e-12 under the root, as frameworks do for the derivative: most at zero
# hint: epsilon

import numpy as np


def gradient_penalty(gradients, weight):
    norms = np.sqrt(np.sum(gradients**2, axis=1) + 1e-12)
    return weight * np.mean((norms - 1) ** 2)
