# 1 is added
# hint: taken off

import numpy as np


def gradient_penalty(gradients, weight):
    return weight * np.mean((np.linalg.norm(gradients, axis=1) + 1) ** 2)
