# item: gan-trained
# mistake: collapsed
# hint: too narrow
"""The generator gives the mean of the data, always."""

import numpy as np


def train(real, latent, seed):
    g = [[np.zeros((latent, 1)), real.mean((0, 1))]]
    return {"generator": g, "discriminator": [[np.zeros((1, 1)), np.zeros(1)]]}
