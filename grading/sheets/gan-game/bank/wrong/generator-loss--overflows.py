# The logarithm of a sigmoid that rounds to 0
# hint: overflows
import numpy as np


def generator_loss(fake_logits):
    return -np.mean(np.log(1 / (1 + np.exp(-fake_logits))))
