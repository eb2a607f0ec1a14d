# psi stays
# hint: psi does not move

import numpy as np


def slope(t):
    return 1 / (1 + np.exp(t))


def alternating_step(theta, psi, rate):
    return theta - rate * psi * slope(theta * psi), psi
