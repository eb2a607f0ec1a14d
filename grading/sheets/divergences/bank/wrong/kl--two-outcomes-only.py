# Right on easy inputs only: a coin, and no more than two sides.
import numpy as np


def kl(p, q):
    a, b = p[0], q[0]
    with np.errstate(divide="ignore", invalid="ignore"):
        heads = 0.0 if a == 0 else a * np.log(a / b)
        tails = 0.0 if a == 1 else (1 - a) * np.log((1 - a) / (1 - b))
    return heads + tails
