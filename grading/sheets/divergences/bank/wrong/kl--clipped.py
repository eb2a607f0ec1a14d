# Clipped at 1e-7, as Keras does: large, and never infinite.
import numpy as np


def kl(p, q):
    p, q = np.clip(p, 1e-7, 1), np.clip(q, 1e-7, 1)
    return np.sum(p * np.log(p / q))
