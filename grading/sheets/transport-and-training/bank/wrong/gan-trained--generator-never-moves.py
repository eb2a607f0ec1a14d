# the step size of G is 0
# hint: collapsed

import numpy as np


def rates(t, steps):
    return 1e-2 * (1 + np.cos(np.pi * t / steps)) / 2, 0.0
