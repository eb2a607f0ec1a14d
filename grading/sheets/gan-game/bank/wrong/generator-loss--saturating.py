# The mean of log(1 - D), the loss that saturates
# hint: saturating loss
import numpy as np


def generator_loss(fake_logits):
    return -np.mean(np.logaddexp(0, fake_logits))
