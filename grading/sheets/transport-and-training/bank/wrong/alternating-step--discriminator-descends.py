# both descend
# hint: D's move

import numpy as np


def slope(t):
    return 1 / (1 + np.exp(t))


def alternating_step(theta, psi, rate):
    psi = psi - rate * theta * slope(theta * psi)
    theta = theta - rate * psi * slope(theta * psi)
    return theta, psi
