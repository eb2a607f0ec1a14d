# The loss of a Wasserstein critic
# hint: WGAN
import numpy as np


def discriminator_loss(real_logits, fake_logits):
    return np.mean(fake_logits) - np.mean(real_logits)
