# Pure Python with math.fsum.
import math


def kl(p, q):
    terms = []
    for a, b in zip(p.tolist(), q.tolist(), strict=True):
        if a == 0:
            continue
        if b == 0:
            return math.inf
        terms.append(a * math.log(a / b))
    return math.fsum(terms)
