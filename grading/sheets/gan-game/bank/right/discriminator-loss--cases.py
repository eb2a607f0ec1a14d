# A loop with two cases of the sign, and math
import math


def softplus(a):
    if a > 0:
        return a + math.log1p(math.exp(-a))
    return math.log1p(math.exp(a))


def discriminator_loss(real_logits, fake_logits):
    real = math.fsum(softplus(-a) for a in real_logits) / len(real_logits)
    fake = math.fsum(softplus(a) for a in fake_logits) / len(fake_logits)
    return real + fake
