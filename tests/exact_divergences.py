"""The second road for divergences of weights: mpmath at 60 digits, on the very doubles that were given.

Each is the f-divergence without its linear part, sum of [q f(p/q) - f'(1)(p - q)], which is the usual one for weights
that add up to one exactly.
"""

from collections.abc import Callable

import mpmath as mp

DIGITS = 60


def total(term: Callable, p, q) -> mp.mpf:
    with mp.workdps(DIGITS):
        return mp.fsum(term(mp.mpf(float(a)), mp.mpf(float(b))) for a, b in zip(p, q, strict=True))


def xlog(a, ratio):
    return a * mp.log(ratio) if a else mp.mpf(0)


def power(order: float) -> Callable:
    a = mp.mpf(order)
    return lambda p, q: (p**a * q ** (1 - a) if p and q else mp.mpf(0)) - a * p - (1 - a) * q


def kl_term(p, q):
    return xlog(p, p / q if q else mp.inf) - p + q


def js_term(p, q):
    return (xlog(p, 2 * p / (p + q) if p else 1) + xlog(q, 2 * q / (p + q) if q else 1)) / 2


TERMS: dict[str, Callable] = {
    "kl": kl_term,
    "js": js_term,
    "jeffreys": lambda p, q: kl_term(p, q) + kl_term(q, p),
    "tv": lambda p, q: abs(p - q) / 2,
    "chi_square": lambda p, q: (p - q) ** 2 / q if q else (mp.inf if p else mp.mpf(0)),
    "squared_hellinger": lambda p, q: (mp.sqrt(p) - mp.sqrt(q)) ** 2 / 2,
    "triangular": lambda p, q: (p - q) ** 2 / (p + q) if p + q else mp.mpf(0),
}


def exact(name: str, p, q) -> mp.mpf:
    return total(TERMS[name], p, q)
