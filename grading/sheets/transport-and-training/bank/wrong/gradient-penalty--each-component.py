# the penalty of each component
# hint: component

import numpy as np


def gradient_penalty(gradients, weight):
    return weight * np.mean((np.abs(gradients) - 1) ** 2)
