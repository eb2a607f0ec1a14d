# An overflow is hidden behind another number
# hint: nan_to_num
import numpy as np


def discriminator_loss(real_logits, fake_logits):
    with np.errstate(all="ignore"):
        real, fake = 1 / (1 + np.exp(-real_logits)), 1 / (1 + np.exp(-fake_logits))
        return np.nan_to_num(-np.mean(np.log(real)) - np.mean(np.log(1 - fake)))
