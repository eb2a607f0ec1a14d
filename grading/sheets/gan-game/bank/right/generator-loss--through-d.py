# -log D as log(1 + exp(a)) - a, with each sign apart
import numpy as np


def generator_loss(fake_logits):
    a = np.asarray(fake_logits, dtype=float)
    small, large = a[a < 0], a[a >= 0]
    total = np.sum(np.log1p(np.exp(small)) - small) + np.sum(np.log1p(np.exp(-large)))
    return total / a.size
