r"""Divergences made of powers: alpha-divergence (Cressie-Read) and Renyi's.

Both come from the sum M = sum of p^a q^(1-a).  Near p = q, M - 1 is a difference of nearly equal numbers; its terms are
instead written with l = log(p/q) = 2 atanh t, t = (p - q)/(p + q), and b = a - 1/2:

    p^a q^(1-a) - a p - (1 - a) q = sqrt(pq) [2 sinh((b + 1/2) l/2) sinh((b - 1/2) l/2) + (sinh(b l) - 2b sinh(l/2))]

where the last bracket is b l (b^2 - 1/4) l^2 (1/6 + ...), a series in l^2.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from numerics.divergences import kl, unit
from numerics.terms import NEAR, TINY, log_ratio
from numerics.weights import Array, pair


def alpha_divergence(p: ArrayLike, q: ArrayLike, *, order: float, axis: int = -1) -> Any:
    """Power divergence of Cressie and Read, (sum of p^a q^(1-a) - 1)/(a(a - 1)), a = `order`.

    order 1 is KL(p || q), 0 is KL(q || p), 2 half of Pearson's chi-square, 1/2 four times the squared Hellinger
    distance. inf where a >= 1 and only q is 0, or a <= 0 and only p is 0.
    Accuracy: relative error at most 64 eps, or 64 eps/|a(a - 1)| if that is more (near orders 0 and 1), for |a| <= 10.
    Source: Cressie and Read 1984 (their lambda is a - 1).

    >>> round(alpha_divergence([0.5, 0.5], [0.25, 0.75], order=2), 12)
    0.166666666667
    """
    if order == 1:
        return kl(p, q, axis=axis)
    if order == 0:
        return kl(q, p, axis=axis)
    _finite(order)
    a, b, _ = pair(p, q, axis=axis)
    return (np.add.reduce(_terms(a, b, order), axis=-1) / (order * (order - 1)))[()]


def renyi(p: ArrayLike, q: ArrayLike, *, order: float, axis: int = -1, base: float | None = None) -> Any:
    """Renyi divergence log(sum of p^a q^(1-a))/(a - 1), a = `order` >= 0; nats unless `base` is given.

    order 1 is KL(p || q), 0 is -log q(p > 0), inf is the logarithm of the largest ratio p/q; increasing in the order.
    inf where order >= 1 and only q is 0, and for disjoint supports.  Accuracy: as `alpha_divergence`, for orders up
    to 10. Source: van Erven and Harremoes 2014.

    >>> round(renyi([0.5, 0.5], [0.25, 0.75], order=0.5), 12)
    0.069336464195
    """
    if not order >= 0:
        raise ValueError(f"order is {order}; Renyi's divergence has an order from 0 to inf")
    scale = 1.0 if base is None else unit(base)
    if order == 1:
        return kl(p, q, axis=axis, base=base)
    a, b, _ = pair(p, q, axis=axis)
    with np.errstate(divide="ignore", invalid="ignore"):
        if order == 0:
            return (-np.log(np.minimum(np.add.reduce(np.where(a > 0, b, 0.0), axis=-1), 1.0)) / scale + 0.0)[()]
        if order == np.inf:
            return (np.max(np.where(a > 0, log_ratio(a, b), -np.inf), axis=-1) / scale)[()]
        excess = np.add.reduce(_terms(a, b, order), axis=-1)  # M - 1
        direct = _log_sum(a, b, order)
        far = (excess < -0.5) | ~np.isfinite(excess)
        logarithm = np.where(far, direct, np.log1p(np.where(far, 0.0, excess)))
    return (logarithm / (order - 1) / scale + 0.0)[()]


def _log_sum(p: Array, q: Array, order: float) -> Any:
    """log of the sum of p^a q^(1-a), through its largest term: it may be far beyond a double."""
    with np.errstate(divide="ignore", invalid="ignore"):
        logs = np.where(p > 0, np.log(p) + (order - 1) * log_ratio(p, q), -np.inf)
    top = np.max(logs, axis=-1, keepdims=True)
    shift = np.where(np.isfinite(top), top, 0.0)
    with np.errstate(divide="ignore"):
        return np.log(np.add.reduce(np.exp(logs - shift), axis=-1)) + shift[..., 0]


def _finite(order: float) -> None:
    if not np.isfinite(order):
        raise ValueError(f"order is {order}; give a finite one (0 and 1 are the two KL divergences)")


def _powers(p: Array, q: Array, order: float) -> Array:
    """p^a q^(1-a), 0 where both are 0."""
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        ratio = log_ratio(p, q)
        if order > 1:
            value = np.where(p > 0, p * np.exp((order - 1) * ratio), 0.0)
        elif order > 0:
            value = np.where((p > 0) & (q > 0), q * np.exp(order * np.where(np.isfinite(ratio), ratio, 0.0)), 0.0)
        else:
            value = np.where(q > 0, q * np.exp(order * ratio), 0.0)
    return value


def _terms(p: Array, q: Array, order: float) -> Array:
    """p^a q^(1-a) - a p - (1 - a) q: of one sign, that of a(a - 1)."""
    s, d = p + q, p - q
    out = _powers(p, q, order) - order * p - (1 - order) * q
    near = (np.abs(d) < NEAR * s / max(1.0, 2 * abs(order))) & (s > TINY)
    if np.any(near):
        ratio, b = 2 * np.arctanh(d[near] / s[near]), order - 0.5
        half = ratio / 2
        even = 2 * np.sinh((b + 0.5) * half) * np.sinh((b - 0.5) * half)
        out[near] = np.sqrt(p[near] * q[near]) * (even + _odd(ratio, b))
    return out


def _odd(ratio: Array, b: float) -> Array:
    """sinh(b l) - 2 b sinh(l/2) = b l sum over k >= 1 of (b^2k - (1/2)^2k) l^2k/(2k + 1)!.

    |l| <= 1.1 and |b l| <= 1.1: after nine terms the next is below 1e-17 of the first.
    """
    square, total, factorial = ratio * ratio, np.zeros_like(ratio), 1.0
    power = np.ones_like(ratio)
    for k in range(1, 10):
        factorial *= 2 * k * (2 * k + 1)
        power = power * square
        total += (b ** (2 * k) - 0.25**k) * power / factorial
    return b * ratio * total
