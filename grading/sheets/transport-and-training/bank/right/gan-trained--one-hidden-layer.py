# one hidden layer of twice the units

from itertools import pairwise


def initial_layers(rng, sizes):
    sizes = (sizes[0], 2 * sizes[1], sizes[-1])
    pairs = [(m, n, m**-0.5) for m, n in pairwise(sizes)]
    return [[rng.uniform(-a, a, (m, n)), rng.uniform(-a, a, n)] for m, n, a in pairs]
