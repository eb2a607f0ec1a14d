"""Divergences of two laws on finitely many outcomes: numpy arrays p and q of shape (n,), each adding up to 1."""

import numpy as np


def kl(p, q):
    """KL(p || q) in nats: the sum over the outcomes that p has."""
    has = p > 0
    if np.any(q[has] == 0):
        return np.inf
    return float(np.sum(p[has] * np.log(p[has] / q[has])))


def js(p, q):
    """JSD(p, q) in nats: the mean of KL(p || m) and KL(q || m), m = (p + q)/2."""
    m = (p + q) / 2
    to_m = 0.0
    for law in (p, q):
        has = law > 0
        to_m += np.sum(law[has] * np.log(law[has] / m[has]))
    return float(to_m / 2)


def total_variation(p, q):
    """TV(p, q): half of the sum of |p - q|, between 0 and 1."""
    return float(np.sum(np.abs(p - q)) / 2)


def cross_entropy(p, q):
    """H(p, q) in nats: the mean of -log q under p."""
    has = p > 0
    if np.any(q[has] == 0):
        return np.inf
    return float(-np.sum(p[has] * np.log(q[has])))
