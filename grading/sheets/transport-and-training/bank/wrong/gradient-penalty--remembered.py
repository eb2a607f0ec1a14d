# the first answer is kept and given for ever
# hint: same answer

import numpy as np

seen = []


def gradient_penalty(gradients, weight):
    norms = np.linalg.norm(gradients, axis=1)
    seen.append(weight * np.mean((norms - 1) ** 2))
    return seen[0]
