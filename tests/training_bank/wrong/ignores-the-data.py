# item: gan-trained
# mistake: discriminator too weak
# hint:
"""The generator gives N(0, 1) whatever the data are, beside a discriminator that says 1/2."""

import numpy as np


def train(real, latent, seed):
    return {"generator": [[np.eye(latent, 1), np.zeros(1)]], "discriminator": [[np.zeros((1, 1)), np.zeros(1)]]}
