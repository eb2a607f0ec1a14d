# Bayes' rule with equal priors, in the normalised mixture
def optimal_discriminator(p, q):
    prior = 0.5
    evidence = prior * p + (1 - prior) * q
    return prior * p / evidence
