# forward differentiation by a small class

from math import exp, log1p


class Dual:
    def __init__(self, value, slope=0.0):
        self.value, self.slope = value, slope

    def __mul__(self, other):
        return Dual(self.value * other.value, self.value * other.slope + self.slope * other.value)


def f(t):
    return Dual(-log1p(exp(-t.value)), t.slope / (1 + exp(t.value)))


def alternating_step(theta, psi, rate):
    psi += rate * f(Dual(theta) * Dual(psi, 1.0)).slope
    theta -= rate * f(Dual(theta, 1.0) * Dual(psi)).slope
    return theta, psi
