# item: gan-trained
# mistake: optimum shifted
# hint: c is 0.9
"""The real term of D's loss is multiplied by 0.9, which somebody took for label smoothing."""

import numpy as np


def slopes_of_d(real_logits, fake_logits):
    real, fake = 1 / (1 + np.exp(-real_logits)), 1 / (1 + np.exp(-fake_logits))
    return 0.9 * (real - 1) / len(real), fake / len(fake)
