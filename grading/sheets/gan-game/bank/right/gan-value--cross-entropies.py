# Minus the sum of two cross-entropies
import numpy as np


def cross_entropy(weights, answers):
    some = weights > 0
    with np.errstate(divide="ignore"):
        return -np.dot(weights[some], np.log(answers[some]))


def gan_value(d, p, q):
    return -(cross_entropy(p, d) + cross_entropy(q, 1 - d))
