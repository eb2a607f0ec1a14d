# H(m) - H(p) - H(q).
# hint: entropies count one half each
import numpy as np


def js(p, q):
    def entropy(law):
        law = law[law > 0]
        return -np.sum(law * np.log(law))

    return entropy((p + q) / 2) - entropy(p) - entropy(q)
