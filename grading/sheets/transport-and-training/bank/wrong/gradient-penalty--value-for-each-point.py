# the terms, and not their mean
# hint: are the terms added up

import numpy as np


def gradient_penalty(gradients, weight):
    norms = np.linalg.norm(gradients, axis=1)
    return weight * (norms - 1) ** 2
