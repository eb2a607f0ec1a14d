# Entropy of the mixture minus the mean of the entropies.
import numpy as np


def _entropy(law):
    law = law[law > 0]
    return -(law * np.log(law)).sum()


def js(p, q):
    return _entropy((p + q) / 2) - _entropy(p) / 2 - _entropy(q) / 2
