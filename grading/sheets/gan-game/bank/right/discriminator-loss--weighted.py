# One cross-entropy over both batches with labels, and the weights 1/n and 1/m
import numpy as np


def discriminator_loss(real_logits, fake_logits):
    n, m = len(real_logits), len(fake_logits)
    logits = np.concatenate([real_logits, fake_logits])
    labels = np.repeat([1.0, 0.0], [n, m])
    weights = np.repeat([1 / n, 1 / m], [n, m])
    return np.sum(weights * (np.maximum(logits, 0) - logits * labels + np.log1p(np.exp(-np.abs(logits)))))
