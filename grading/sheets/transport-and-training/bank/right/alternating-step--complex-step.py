# the derivative by a complex step: no difference is taken, so no digit is lost

import numpy as np


def value(theta, psi):
    return -np.log(1 + np.exp(-theta * psi)) - np.log(2)


def alternating_step(theta, psi, rate):
    h = 1e-30
    psi = psi + rate * value(theta, psi + 1j * h).imag / h
    theta = theta - rate * value(theta + 1j * h, psi).imag / h
    return theta, psi
