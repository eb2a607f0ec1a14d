# the math module, f'(t) = 1 - sigmoid(t)

import math


def sigmoid(t):
    return 1 / (1 + math.exp(-t)) if t >= 0 else math.exp(t) / (1 + math.exp(t))


def alternating_step(theta, psi, rate):
    psi += rate * theta * (1 - sigmoid(theta * psi))
    theta -= rate * psi * (1 - sigmoid(theta * psi))
    return [theta, psi]
