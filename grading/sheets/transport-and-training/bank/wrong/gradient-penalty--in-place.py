# gradients are squared in place
# hint: in place

import numpy as np


def gradient_penalty(gradients, weight):
    gradients **= 2
    norms = np.sqrt(gradients.sum(axis=1))
    return weight * np.mean((norms - 1) ** 2)
