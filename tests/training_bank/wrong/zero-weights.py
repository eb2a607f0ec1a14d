# item: gan-trained
# mistake: collapsed
# hint: does not use its noise
"""All weights start at zero, and by symmetry stay there: only the last biases move."""

from itertools import pairwise

import numpy as np


def initial_layers(rng, sizes):
    return [[np.zeros((m, n)), np.zeros(n)] for m, n in pairwise(sizes)]
