# By the log-ratio a = log(p/q): log D* = -log(1 + exp(-a)), as a GAN's logits give it.
import numpy as np


def js(p, q):
    with np.errstate(divide="ignore", invalid="ignore"):
        a = np.log(p) - np.log(q)
        log_d, log_not_d = -np.logaddexp(0, -a), -np.logaddexp(0, a)
    value = np.sum(p[p > 0] * log_d[p > 0]) + np.sum(q[q > 0] * log_not_d[q > 0])
    return (value + np.log(4)) / 2
