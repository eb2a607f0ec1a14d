# The mean over all batches so far: the answer depends on earlier calls
# hint: earlier calls
import numpy as np

SEEN = []


def generator_loss(fake_logits):
    SEEN.extend(fake_logits)
    return np.mean(np.logaddexp(0, -np.array(SEEN)))
