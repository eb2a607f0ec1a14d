# item: gan-trained
# mistake: diverged
# hint: not finite
"""Every parameter is NaN."""

import numpy as np


def train(real, latent, seed):
    layers = [[np.full((latent, 1), np.nan), np.full(1, np.nan)]]
    return {"generator": layers, "discriminator": [[np.full((1, 1), np.nan), np.zeros(1)]]}
