# max(a, 0) + log1p(exp(-|a|)), as frameworks have it
import numpy as np


def cross_entropy(logits, label):
    return np.mean(np.maximum(logits, 0) - logits * label + np.log1p(np.exp(-np.abs(logits))))


def discriminator_loss(real_logits, fake_logits):
    return cross_entropy(real_logits, 1.0) + cross_entropy(fake_logits, 0.0)
