# the update is assigned to names that are not returned
# hint: nothing moves

import numpy as np


def slope(t):
    return 1 / (1 + np.exp(t))


def alternating_step(theta, psi, rate):
    new_psi = psi + rate * theta * slope(theta * psi)
    new_theta = theta - rate * new_psi * slope(theta * new_psi)
    assert new_theta is not None
    return theta, psi
