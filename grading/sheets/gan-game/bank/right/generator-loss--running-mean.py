# A running mean, one logit after the other
import math


def generator_loss(fake_logits):
    mean = 0.0
    for count, a in enumerate(fake_logits, start=1):
        term = max(-a, 0.0) + math.log1p(math.exp(-abs(a)))
        mean += (term - mean) / count
    return mean
