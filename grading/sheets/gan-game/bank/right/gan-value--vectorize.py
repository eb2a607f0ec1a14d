# np.vectorize of x log y with its corner
import numpy as np


@np.vectorize
def x_log_y(x, y):
    if x == 0:
        return 0.0
    return x * np.log(y) if y > 0 else -np.inf


def gan_value(d, p, q):
    return np.sum(x_log_y(p, d) + x_log_y(q, 1 - d))
