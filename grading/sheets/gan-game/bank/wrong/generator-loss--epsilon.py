# log(D + 1e-8): the loss ends at 18
# hint: epsilon
import numpy as np


def generator_loss(fake_logits):
    with np.errstate(over="ignore"):
        return -np.mean(np.log(1 / (1 + np.exp(-fake_logits)) + 1e-8))
