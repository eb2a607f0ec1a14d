# np.logaddexp.reduce over pairs (0, a)
import numpy as np


def discriminator_loss(real_logits, fake_logits):
    signed = [-np.asarray(real_logits), np.asarray(fake_logits)]
    return sum(np.logaddexp.reduce([np.zeros_like(a), a], axis=0).mean() for a in signed)
