# a random matching, repeated: near, and never the same
# hint: same answer twice

import numpy as np


def wasserstein_1d(x, y):
    rng = np.random.default_rng()
    return min(np.mean(np.abs(rng.choice(x, 64) - rng.choice(y, 64))) for _ in range(8))
