# In bits: logaddexp2 with logits in nats turned into bits
# hint: in bits
import numpy as np


def discriminator_loss(real_logits, fake_logits):
    real, fake = real_logits / np.log(2), fake_logits / np.log(2)
    return np.mean(np.logaddexp2(0, -real)) + np.mean(np.logaddexp2(0, fake))
