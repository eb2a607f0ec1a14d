# By log sigmoid, with log(1 - sigmoid(a)) = log sigmoid(-a)
import numpy as np


def log_sigmoid(a):
    return np.where(a < 0, a, 0) - np.log1p(np.exp(-np.abs(a)))


def discriminator_loss(real_logits, fake_logits):
    return np.array(-log_sigmoid(real_logits).mean() - log_sigmoid(-fake_logits).mean())
