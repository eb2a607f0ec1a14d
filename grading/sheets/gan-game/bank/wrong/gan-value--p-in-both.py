# Deck 000's misprint: both expectations are over one law
import numpy as np


def gan_value(d, p, q):
    with np.errstate(all="ignore"):
        return np.where(q > 0, q * (np.log(d) + np.log(1 - d)), 0).sum()
