# The gradient in p, where the value is asked for.
# hint: where a number is expected
import numpy as np


def kl(p, q):
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.log(p / q) + 1
