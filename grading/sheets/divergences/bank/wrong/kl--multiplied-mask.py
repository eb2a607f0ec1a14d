# nan * False is nan: a mask that is multiplied hides nothing.
# hint: nan comes of
import numpy as np


def kl(p, q):
    with np.errstate(all="ignore"):
        return np.sum((p > 0) * p * np.log(p / q))
