# item: gan-trained
# mistake: *
# hint:
"""The discriminator is taught that generated points are real, and the generator is not told."""

import numpy as np


def slopes_of_d(real_logits, fake_logits):
    real, fake = 1 / (1 + np.exp(-real_logits)), 1 / (1 + np.exp(-fake_logits))
    return real / len(real), (fake - 1) / len(fake)
