# One outcome and the value of the rest
import numpy as np


def term(weight, answer):
    if weight == 0:
        return 0.0
    return weight * np.log(answer) if answer > 0 else -np.inf


def gan_value(d, p, q):
    if len(d) == 0:
        return 0.0
    return term(p[0], d[0]) + term(q[0], 1 - d[0]) + gan_value(d[1:], p[1:], q[1:])
