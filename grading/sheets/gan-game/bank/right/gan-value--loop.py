# A loop with math.log, and each corner said
import math


def gan_value(d, p, q):
    value = 0.0
    for answer, real, fake in zip(d, p, q, strict=True):
        if real > 0:
            value += real * math.log(answer) if answer > 0 else -math.inf
        if fake > 0:
            value += fake * math.log(1 - answer) if answer < 1 else -math.inf
    return value
