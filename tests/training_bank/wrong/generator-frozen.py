# item: gan-trained
# mistake: collapsed
# hint: was not trained
"""The generator never moves."""

import numpy as np


def rates(t, steps):
    return 1e-2 * (1 + np.cos(np.pi * t / steps)) / 2, 0.0
