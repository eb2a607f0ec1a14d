# A batch of one point is refused
# hint: one point
import numpy as np


def generator_loss(fake_logits):
    if len(fake_logits) < 2:
        raise ValueError("a batch has at least two points")
    return np.mean(np.logaddexp(0, -fake_logits))
