# Summed over the two laws, and not over the outcomes.
# hint: are the terms added up?
import numpy as np


def js(p, q):
    both = np.stack([p, q])
    m = both.mean(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        terms = np.where(both > 0, both * np.log(both / m), 0.0)
    return terms.sum(axis=0) / 2
