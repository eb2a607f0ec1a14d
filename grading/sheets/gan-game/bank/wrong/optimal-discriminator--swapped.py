# The probability that a point is fake
# hint: p and q are swapped
def optimal_discriminator(p, q):
    return q / (p + q)
