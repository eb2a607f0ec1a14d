# In logarithms, with logaddexp for the mixture.
import numpy as np


def js(p, q):
    with np.errstate(divide="ignore"):
        log_p, log_q = np.log(p), np.log(q)
    log_m = np.logaddexp(log_p, log_q) - np.log(2)
    total = 0.0
    for k in range(len(p)):
        if p[k] > 0:
            total += p[k] * (log_p[k] - log_m[k]) / 2
        if q[k] > 0:
            total += q[k] * (log_q[k] - log_m[k]) / 2
    return total
