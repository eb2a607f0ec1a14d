# A loss of logits is given probabilities
# hint: sigmoid is applied twice
import numpy as np


def discriminator_loss(real_logits, fake_logits):
    with np.errstate(over="ignore"):
        real, fake = 1 / (1 + np.exp(-real_logits)), 1 / (1 + np.exp(-fake_logits))
    return np.mean(np.logaddexp(0, -real)) + np.mean(np.logaddexp(0, fake))
