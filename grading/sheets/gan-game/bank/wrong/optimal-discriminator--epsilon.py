# An epsilon against a division by 0 that never comes
# hint: epsilon
def optimal_discriminator(p, q):
    return p / (p + q + 1e-12)
