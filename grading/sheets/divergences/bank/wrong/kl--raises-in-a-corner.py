# Division by zero where the answer is inf, and nobody catches it.
# hint: right except where the answer is infinite
import math


def kl(p, q):
    return sum(a * math.log(a / b) for a, b in zip(p.tolist(), q.tolist(), strict=True) if a)
