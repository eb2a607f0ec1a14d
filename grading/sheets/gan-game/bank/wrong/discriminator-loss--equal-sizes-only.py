# The two batches are added as arrays: that asks for equal sizes
# hint: sizes differ
import numpy as np


def discriminator_loss(real_logits, fake_logits):
    return np.mean(np.logaddexp(0, -real_logits) + np.logaddexp(0, fake_logits))
