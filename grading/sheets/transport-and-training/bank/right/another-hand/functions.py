"""Plain Python."""

import math


def wasserstein_1d(x, y):
    places = sorted([*x, *y])
    area = 0.0
    for low, high in zip(places[:-1], places[1:], strict=True):  # noqa: RUF007
        share_x = sum(1 for a in x if a <= low) / len(x)
        share_y = sum(1 for b in y if b <= low) / len(y)
        area += abs(share_x - share_y) * (high - low)
    return area


def gradient_penalty(gradients, weight):
    return weight * sum((math.hypot(*g) - 1) ** 2 for g in gradients) / len(gradients)


def alternating_step(theta, psi, rate):
    psi += rate * theta / (1 + math.exp(theta * psi))
    theta -= rate * psi / (1 + math.exp(theta * psi))
    return theta, psi
