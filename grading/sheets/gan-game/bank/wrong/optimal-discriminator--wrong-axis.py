# p and q are stacked, and the sum is taken along the points in the place of the two laws
import numpy as np


def optimal_discriminator(p, q):
    both = np.stack([p, q])
    return (both / both.sum(axis=1, keepdims=True))[0]
