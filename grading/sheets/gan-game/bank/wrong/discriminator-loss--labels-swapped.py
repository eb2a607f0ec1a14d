# Real points are labelled fake, and fakes real
# hint: labels are swapped
import numpy as np


def discriminator_loss(real_logits, fake_logits):
    return np.mean(np.logaddexp(0, real_logits)) + np.mean(np.logaddexp(0, -fake_logits))
