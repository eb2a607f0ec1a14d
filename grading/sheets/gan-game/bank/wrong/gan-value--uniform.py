# The weights are forgotten: a mean over the outcomes, as if all were equally likely
# hint: without weights
import numpy as np


def gan_value(d, p, q):
    return np.mean(np.log(d)) + np.mean(np.log(1 - d))
