# the value f for its slope
# hint: value

import numpy as np


def value(t):
    return -np.log(1 + np.exp(-t))


def alternating_step(theta, psi, rate):
    psi = psi + rate * theta * value(theta * psi)
    theta = theta - rate * psi * value(theta * psi)
    return theta, psi
