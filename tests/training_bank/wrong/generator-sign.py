# item: gan-trained
# mistake: *
# hint:
"""The sign of the generator's loss is turned: it makes its points easier to tell."""

import numpy as np


def slopes_of_g(fake_logits):
    return (1 - 1 / (1 + np.exp(-fake_logits))) / len(fake_logits)
