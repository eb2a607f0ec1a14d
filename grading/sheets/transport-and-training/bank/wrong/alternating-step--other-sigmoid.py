# f'(t) = sigmoid(t)
# hint: sigmoid

import numpy as np


def alternating_step(theta, psi, rate):
    psi = psi + rate * theta / (1 + np.exp(-theta * psi))
    theta = theta - rate * psi / (1 + np.exp(-theta * psi))
    return theta, psi
