# Real labels of 0.9, as a library sets them by default
# hint: smoothed
import numpy as np


def discriminator_loss(real_logits, fake_logits):
    real = 0.9 * np.logaddexp(0, -real_logits) + 0.1 * np.logaddexp(0, real_logits)
    return np.mean(real) + np.mean(np.logaddexp(0, fake_logits))
