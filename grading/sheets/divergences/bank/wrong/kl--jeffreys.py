# Both directions added: Jeffreys' divergence.
# hint: Jeffreys
import numpy as np


def kl(p, q):
    with np.errstate(divide="ignore", invalid="ignore"):
        terms = (p - q) * (np.log(p) - np.log(q))
    return np.sum(np.where(p == q, 0.0, terms))
