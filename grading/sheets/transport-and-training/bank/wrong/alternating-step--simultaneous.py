# both players move at the old point
# hint: simultaneous

import numpy as np


def slope(t):
    return 1 / (1 + np.exp(t))


def alternating_step(theta, psi, rate):
    g = slope(theta * psi)
    return theta - rate * psi * g, psi + rate * theta * g
