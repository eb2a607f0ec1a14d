# No half anywhere: the value of the GAN game.
# hint: both halves are missing
import numpy as np


def js(p, q):
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.sum(np.where(p > 0, p * np.log(p / (p + q)), 0) + np.where(q > 0, q * np.log(q / (p + q)), 0))
