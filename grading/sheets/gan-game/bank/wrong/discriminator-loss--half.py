# Half of the sum of the two means, as in many codes
# hint: factor 1/2
import numpy as np


def discriminator_loss(real_logits, fake_logits):
    return 0.5 * (np.mean(np.logaddexp(0, -real_logits)) + np.mean(np.logaddexp(0, fake_logits)))
