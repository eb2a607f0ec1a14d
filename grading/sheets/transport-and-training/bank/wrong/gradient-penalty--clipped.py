# gradients are clipped at 10 before they are used
# hint: values are large

import numpy as np


def gradient_penalty(gradients, weight):
    norms = np.linalg.norm(gradients, axis=1)
    return weight * np.mean((np.minimum(norms, 10) - 1) ** 2)
