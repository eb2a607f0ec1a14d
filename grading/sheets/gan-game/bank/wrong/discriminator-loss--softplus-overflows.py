# log(1 + exp(a)) is right, and inf at a = 1000
# hint: overflows
import numpy as np


def discriminator_loss(real_logits, fake_logits):
    return np.mean(np.log(1 + np.exp(-real_logits))) + np.mean(np.log(1 + np.exp(fake_logits)))
