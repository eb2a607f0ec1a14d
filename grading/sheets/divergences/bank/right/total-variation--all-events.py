# The largest difference over all 2^n events, one after the other.
from itertools import compress, product


def total_variation(p, q):
    differences = (p - q).tolist()
    return max(sum(compress(differences, event)) for event in product((0, 1), repeat=len(p)))
