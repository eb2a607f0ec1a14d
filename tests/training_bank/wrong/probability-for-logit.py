# item: gan-trained
# mistake: optimum shifted
# hint: ends in a sigmoid
"""The generator is right, and the discriminator's output is the probability 1/2, where a logit is asked for."""

import numpy as np


def train(real, latent, seed):
    x = real.reshape(-1, real.shape[-1])
    g = np.zeros((latent, x.shape[1]))
    g[0] = x.std(0)
    return {"generator": [[g, x.mean(0)]], "discriminator": [[np.zeros((x.shape[1], 1)), np.array([0.5])]]}
