# The mean of the entropies minus the entropy of the mean.
# hint: the sign is wrong
import numpy as np


def js(p, q):
    def entropy(law):
        return -sum(x * np.log(x) for x in law if x > 0)

    return (entropy(p) + entropy(q)) / 2 - entropy((p + q) / 2)
