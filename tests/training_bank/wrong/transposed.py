# item: gan-trained
# mistake: not two networks
# hint:
"""Weights as torch.nn.Linear keeps them, of shape (out, in)."""

import numpy as np


def train(real, latent, seed):
    g = [[np.ones((16, latent)), np.zeros(16)], [np.ones((1, 16)), np.zeros(1)]]
    return {"generator": g, "discriminator": [[np.zeros((1, 1)), np.zeros(1)]]}
