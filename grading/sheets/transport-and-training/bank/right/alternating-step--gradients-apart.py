# a function for each gradient

import numpy as np


def d_psi(theta, psi):
    return theta * np.exp(-theta * psi) / (1 + np.exp(-theta * psi))


def d_theta(theta, psi):
    return psi * np.exp(-theta * psi) / (1 + np.exp(-theta * psi))


def alternating_step(theta, psi, rate):
    psi = psi + rate * d_psi(theta, psi)
    return theta - rate * d_theta(theta, psi), psi
