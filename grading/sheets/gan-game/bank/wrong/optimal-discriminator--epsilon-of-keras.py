# Another epsilon: every library has its own
# hint: epsilon
def optimal_discriminator(p, q):
    eps = 1e-7
    return (p + eps) / (p + q + 2 * eps)
