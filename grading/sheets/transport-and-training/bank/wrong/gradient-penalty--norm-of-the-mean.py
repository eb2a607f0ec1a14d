# the norm of the mean gradient
# hint: mean gradient

import numpy as np


def gradient_penalty(gradients, weight):
    return weight * (np.linalg.norm(np.mean(gradients, axis=0)) - 1) ** 2
