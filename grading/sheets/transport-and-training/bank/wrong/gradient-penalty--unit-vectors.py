# distance to the unit vector g/|g|: nan where g is 0
# hint: gradient is zero

import numpy as np


def gradient_penalty(gradients, weight):
    unit = gradients / np.linalg.norm(gradients, axis=1, keepdims=True)
    return weight * np.mean(np.sum((gradients - unit) ** 2, axis=1))
