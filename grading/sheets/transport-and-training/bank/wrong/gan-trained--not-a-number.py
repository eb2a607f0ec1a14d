# every parameter is nan
# hint: diverged

import numpy as np


def train(real, latent, seed):
    g = [[np.full((latent, 1), np.nan), np.full(1, np.nan)]]
    return {"generator": g, "discriminator": [[np.zeros((1, 1)), np.zeros(1)]]}
