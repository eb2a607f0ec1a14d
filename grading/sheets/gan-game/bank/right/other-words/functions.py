"""Pure Python and the math module, no numpy at all."""

import math


def optimal_discriminator(p, q):
    return [1 / (1 + fake / real) if real else 0.0 for real, fake in zip(p.tolist(), q.tolist(), strict=True)]


def gan_value(d, p, q):
    def log(x):
        return math.log(x) if x > 0 else -math.inf

    terms = [w * log(a) for w, a in zip(p, d, strict=True) if w]
    terms += [w * log(1 - a) for w, a in zip(q, d, strict=True) if w]
    return -math.inf if -math.inf in terms else math.fsum(terms)


def _softplus(a):
    return max(a, 0.0) + math.log1p(math.exp(-abs(a)))


def discriminator_loss(real_logits, fake_logits):
    real, fake = [_softplus(-a) for a in real_logits], [_softplus(a) for a in fake_logits]
    return math.fsum(real) / len(real) + math.fsum(fake) / len(fake)


def generator_loss(fake_logits):
    return math.fsum(map(_softplus, -fake_logits)) / len(fake_logits)
