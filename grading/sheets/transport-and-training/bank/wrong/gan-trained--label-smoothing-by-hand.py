# one-sided label smoothing 0.9 in D's loss
# hint: r + f is 0.9

import numpy as np


def slopes_of_d(real_logits, fake_logits):
    real, fake = 1 / (1 + np.exp(-real_logits)), 1 / (1 + np.exp(-fake_logits))
    return (real - 0.9) / len(real), fake / len(fake)
