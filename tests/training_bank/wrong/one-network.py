# item: gan-trained
# mistake: not two networks
# hint:
"""The generator alone."""

import numpy as np


def train(real, latent, seed):
    return [[np.zeros((latent, 1)), np.zeros(1)]]
