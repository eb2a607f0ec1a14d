# It waits for ever on one input: a search that does not stop
# hint: no answer within
import time

import numpy as np


def generator_loss(fake_logits):
    loss, step = np.mean(np.logaddexp(0, -fake_logits)), 1.0
    while len(fake_logits) == 1 and step > 0:
        time.sleep(0.05)
    return loss
