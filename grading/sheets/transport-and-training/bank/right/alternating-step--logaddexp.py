# exp of a logarithm: f'(t) = exp(-log(1 + exp(t)))

import numpy as np


def alternating_step(theta, psi, rate):
    slope = lambda t: np.exp(-np.logaddexp(0.0, t))  # noqa: E731
    psi = psi + rate * theta * slope(theta * psi)
    theta = theta - rate * psi * slope(theta * psi)
    return theta, psi
