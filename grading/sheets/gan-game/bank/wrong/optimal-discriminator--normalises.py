# p and q are taken for weights and divided by their sums: right only if they add up to 1
# hint: divided by their sums
def optimal_discriminator(p, q):
    p, q = p / p.sum(), q / q.sum()
    return p / (p + q)
