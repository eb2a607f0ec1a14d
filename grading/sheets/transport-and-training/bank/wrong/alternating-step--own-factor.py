# each player's own parameter as the inner derivative
# hint: other parameter

import numpy as np


def slope(t):
    return 1 / (1 + np.exp(t))


def alternating_step(theta, psi, rate):
    psi = psi + rate * psi * slope(theta * psi)
    theta = theta - rate * theta * slope(theta * psi)
    return theta, psi
