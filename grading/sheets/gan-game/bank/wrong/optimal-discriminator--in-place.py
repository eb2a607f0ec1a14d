# p += q changes the caller's array, and the quotient as well
# hint: in place
def optimal_discriminator(p, q):
    real = p
    p += q
    return real / p
