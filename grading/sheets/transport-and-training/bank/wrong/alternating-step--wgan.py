# f(t) = t: the bilinear game
# hint: bilinear


def alternating_step(theta, psi, rate):
    psi = psi + rate * theta
    theta = theta - rate * psi
    return theta, psi
