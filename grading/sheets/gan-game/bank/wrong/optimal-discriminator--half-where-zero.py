# Where one density is 0, D is sure; here it says 1/2
# hint: some probabilities are zero
import numpy as np


def optimal_discriminator(p, q):
    d = np.full(len(p), 0.5)
    both = (p > 0) & (q > 0)
    d[both] = p[both] / (p[both] + q[both])
    return d
