# p/p + q: the brackets are lost
# hint: brackets
def optimal_discriminator(p, q):
    return p / p + q
