# the moves, and not where they lead
# hint: moves

import numpy as np


def slope(t):
    return 1 / (1 + np.exp(t))


def alternating_step(theta, psi, rate):
    new = psi + rate * theta * slope(theta * psi)
    return -rate * new * slope(theta * new), new - psi
