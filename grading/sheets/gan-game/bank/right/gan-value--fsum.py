# math.fsum over a generator, log1p for the fakes
import math


def log(x):
    return math.log(x) if x > 0 else -math.inf


def gan_value(d, p, q):
    real = [w * log(a) for w, a in zip(p.tolist(), d.tolist(), strict=True) if w > 0]
    fake = [w * log(1 - a) for w, a in zip(q.tolist(), d.tolist(), strict=True) if w > 0]
    return math.fsum(real + fake)
