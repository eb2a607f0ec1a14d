# One column in the place of a vector
# hint: shape
def optimal_discriminator(p, q):
    return (p / (p + q)).reshape(-1, 1)
