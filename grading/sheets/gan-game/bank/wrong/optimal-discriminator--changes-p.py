# Right, but the caller's p is divided in place
# hint: in place
def optimal_discriminator(p, q):
    p /= p + q
    return p
