"""The GAN game: reference functions.  Each stands alone."""

import numpy as np


def optimal_discriminator(p, q):
    """D* = p/(p + q) at each point: shape (n,)."""
    return p / (p + q)


def gan_value(d, p, q):
    """sum p log d + sum q log(1 - d), with 0 log 0 = 0; -inf where D is sure and wrong."""
    real, fake = p > 0, q > 0  # 0 log 0 is 0: the other outcomes add nothing
    with np.errstate(divide="ignore"):  # log 0 = -inf is the answer there
        return float(np.sum(p[real] * np.log(d[real])) + np.sum(q[fake] * np.log1p(-d[fake])))


def discriminator_loss(real_logits, fake_logits):
    """mean -log D over the real batch plus mean -log(1 - D) over the fakes, D = sigmoid(logit)."""
    # -log sigmoid(a) = log(1 + exp(-a)) and -log(1 - sigmoid(a)) = log(1 + exp(a)), without ever forming exp(1000)
    return float(np.mean(np.logaddexp(0, -real_logits)) + np.mean(np.logaddexp(0, fake_logits)))


def generator_loss(fake_logits):
    """mean -log D over the fakes, D = sigmoid(logit)."""
    return float(np.mean(np.logaddexp(0, -fake_logits)))
