# np.mean over laws and outcomes: right only if there were one outcome.
import numpy as np


def js(p, q):
    both = np.stack([p, q])
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.mean(np.where(both > 0, both * np.log(both / both.mean(axis=0)), 0.0))
