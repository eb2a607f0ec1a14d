"""Everything by one sum of a log b, with 0 log 0 = 0."""

import numpy as np


def _sum_a_log_b(a, b):
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.nansum(np.where(a == 0, 0.0, a * np.log(b)))


def cross_entropy(p_data, p_g):
    return -_sum_a_log_b(p_data, p_g)


def kl(p_data, p_g):
    return _sum_a_log_b(p_data, p_data) - _sum_a_log_b(p_data, p_g)


def js(p_data, p_g):
    m = p_data / 2 + p_g / 2
    return _sum_a_log_b(p_data, p_data) / 2 + _sum_a_log_b(p_g, p_g) / 2 - _sum_a_log_b(m, m)


def total_variation(p_data, p_g):
    return np.linalg.norm(p_data - p_g, 1) / 2
