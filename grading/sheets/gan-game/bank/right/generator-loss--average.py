# np.average of logaddexp
import numpy as np


def generator_loss(fake_logits):
    return np.average(np.logaddexp(-fake_logits, 0.0))
