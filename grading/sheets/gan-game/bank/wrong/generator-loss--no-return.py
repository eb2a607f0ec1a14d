# The return is missing
# hint: return
import numpy as np


def generator_loss(fake_logits):
    loss = np.mean(np.logaddexp(0, -fake_logits))
    print(loss)
