# float32, in which exp overflows at 89 and seven digits are left
import numpy as np


def generator_loss(fake_logits):
    a = fake_logits.astype(np.float32)
    return float(np.mean(np.maximum(-a, 0) + np.log1p(np.exp(-np.abs(a)))))
