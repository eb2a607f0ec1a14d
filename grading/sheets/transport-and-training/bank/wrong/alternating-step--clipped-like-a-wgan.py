# psi is clipped to [-1, 1] after its step

import numpy as np


def slope(t):
    return 1 / (1 + np.exp(t))


def alternating_step(theta, psi, rate):
    psi = np.clip(psi + rate * theta * slope(theta * psi), -1, 1)
    theta = theta - rate * psi * slope(theta * psi)
    return theta, psi
