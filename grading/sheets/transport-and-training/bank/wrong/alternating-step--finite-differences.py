# the slope as a quotient of differences: five digits
# hint: close and not exact

import numpy as np


def f(t):
    return -np.log1p(np.exp(-t))


def alternating_step(theta, psi, rate):
    h = 1e-5
    psi = psi + rate * (f(theta * (psi + h)) - f(theta * psi)) / h
    theta = theta - rate * (f((theta + h) * psi) - f(theta * psi)) / h
    return theta, psi
