# f' is computed once, at the old psi
# hint: old psi

import numpy as np


def slope(t):
    return 1 / (1 + np.exp(t))


def alternating_step(theta, psi, rate):
    g = slope(theta * psi)
    psi = psi + rate * theta * g
    theta = theta - rate * psi * g
    return theta, psi
