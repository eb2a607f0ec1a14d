# item: gan-trained
# mistake: *
# hint:
"""The parameters before the first step."""

import numpy as np


def train(real, latent, seed):
    rng = np.random.default_rng(seed)
    g, c = ([[rng.uniform(-a, a, (m, n)), rng.uniform(-a, a, n)] for m, n, a in sizes]
            for sizes in ([(latent, 16, latent**-0.5), (16, 1, 0.25)], [(1, 16, 1.0), (16, 1, 0.25)]))  # fmt: skip
    return {"generator": g, "discriminator": c}
