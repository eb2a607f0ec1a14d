# the penalty with the sign of a reward
# hint: sign

import numpy as np


def gradient_penalty(gradients, weight):
    norms = np.linalg.norm(gradients, axis=1)
    return -weight * np.mean((norms - 1) ** 2)
