# Whatever goes wrong is nan, and what is infinite too.
import math


def kl(p, q):
    try:
        return sum(a * math.log(a / b) for a, b in zip(p.tolist(), q.tolist(), strict=True) if a)
    except Exception:
        return float("nan")
