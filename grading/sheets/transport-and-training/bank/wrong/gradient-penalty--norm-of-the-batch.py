# one norm for the whole batch: np.linalg.norm without an axis
# hint: whole batch

import numpy as np


def gradient_penalty(gradients, weight):
    return weight * (np.linalg.norm(gradients) - 1) ** 2
