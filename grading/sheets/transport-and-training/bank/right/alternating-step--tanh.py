# the sigmoid by the hyperbolic tangent; an array is returned

import numpy as np


def alternating_step(theta, psi, rate):
    psi_new = psi + rate * theta * (1 - np.tanh(theta * psi / 2)) / 2
    theta_new = theta - rate * psi_new * (1 - np.tanh(theta * psi_new / 2)) / 2
    return np.array([theta_new, psi_new])
