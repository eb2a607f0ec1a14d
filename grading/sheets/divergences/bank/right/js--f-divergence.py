# By its generator f(t), with the outcomes that q has not set apart.
import numpy as np


def js(p, q):
    has = q > 0
    t = p[has] / q[has]
    t_log_t = t * np.log(np.where(t > 0, t, 1.0))
    f = t_log_t / 2 - (t + 1) / 2 * np.log((t + 1) / 2)
    return np.sum(q[has] * f) + np.log(2) / 2 * np.sum(p[~has])
