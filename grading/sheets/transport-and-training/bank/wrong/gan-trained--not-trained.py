# the parameters before the first step

import numpy as np


def train(real, latent, seed):
    rng = np.random.default_rng(seed)
    return {
        "generator": initial_layers(rng, (latent, 16, real.shape[2])),  # noqa: F821
        "discriminator": initial_layers(rng, (real.shape[2], 16, 1)),  # noqa: F821
    }
