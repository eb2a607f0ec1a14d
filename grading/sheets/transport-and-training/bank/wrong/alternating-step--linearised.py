# the slope at the equilibrium, everywhere
# hint: 1/2


def alternating_step(theta, psi, rate):
    psi = psi + rate * theta / 2
    theta = theta - rate * psi / 2
    return theta, psi
