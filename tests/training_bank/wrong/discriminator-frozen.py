# item: gan-trained
# mistake: *
# hint:
"""The discriminator stops after its first step, and the generator runs to the side that it likes."""

import numpy as np


def rates(t, steps):
    return 1e-2 * (t == 0), 1e-2 * (1 + np.cos(np.pi * t / steps)) / 2
