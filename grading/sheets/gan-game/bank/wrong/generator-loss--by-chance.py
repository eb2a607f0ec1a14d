# Noise is added, so that no two calls agree
# hint: chance
import numpy as np


def generator_loss(fake_logits):
    return np.mean(np.logaddexp(0, -fake_logits)) + np.random.default_rng().normal() * 1e-3
