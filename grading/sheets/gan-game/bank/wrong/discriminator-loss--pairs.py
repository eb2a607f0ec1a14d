# zip ends with the shorter batch
# hint: pairs
import numpy as np


def discriminator_loss(real_logits, fake_logits):
    terms = [np.logaddexp(0, -a) + np.logaddexp(0, b) for a, b in zip(real_logits, fake_logits, strict=False)]
    return sum(terms) / len(terms)
