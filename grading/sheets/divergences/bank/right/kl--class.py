# A callable object, with a helper of its own.
import numpy as np


class Divergence:
    def __init__(self, term):
        self.term = term

    def __call__(self, p, q):
        return float(sum(self.term(float(a), float(b)) for a, b in zip(p, q, strict=True)))


def _term(a, b):
    if a == 0:
        return 0.0
    return float("inf") if b == 0 else a * (np.log(a) - np.log(b))


kl = Divergence(_term)
