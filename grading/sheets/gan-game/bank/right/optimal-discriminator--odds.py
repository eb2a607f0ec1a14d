# By the odds, with the points apart where q is 0
import numpy as np


def optimal_discriminator(p, q):
    sure = q == 0
    odds = p / np.where(sure, 1.0, q)
    return np.where(sure, 1.0, odds / (1 + odds))
