# D's output is the probability 1/2, where a logit is asked for
# hint: optimum shifted

import numpy as np


def train(real, latent, seed):
    x = real.reshape(-1, 1)
    g = [[x.std() * np.eye(latent, 1), x.mean(0)]]
    return {"generator": g, "discriminator": [[np.zeros((1, 1)), np.array([0.5])]]}
