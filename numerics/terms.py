r"""The terms of a divergence, one for each outcome, without cancellation.

With s = p + q, t = (p - q)/s and w = t^2 every divergence here is a sum of non-negative terms s F(t):

    KL         s [(1 + t) atanh t - t]                       = s w (A + t B)      A = atanh(t)/t = 1 + w B
    JSD        s [(1 + t) log(1 + t) + (1 - t) log(1 - t)]/4 = s w (1 + w E)/4    B = 1/3 + w/5 + w^2/7 + ...
    Jeffreys   2 s t atanh t                                 = 2 s w A            E = 1/6 + w/15 + w^2/28 + ...

For |t| < 1/2 polynomials stand for B and E; beyond, the logarithms, whose terms cancel by a factor of 4 at most and
whose rounding is at most s times a few 2^-53, where the term is at least s/16.  So a term has a relative error below
32 eps, and a sum of non-negative terms is no worse than its terms.  The linear part p - q is taken out of every term,
so weights whose sums are off by a rounding error give a divergence that is off by its square.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from numerics.weights import Array

Terms = Callable[[Array, Array], Array]
Quick = Callable[[Array, Array], Any]
#: From here on the textbook formula is as good: its error is at most 6 units of 2^-53 for a sum of p + q = 2.
LARGE = 0.03125
#: Elements that are worked on at a time: six arrays of them fit into a core's second cache, and an inner product of so
#: many is not handed to threads (OpenBLAS does that from 10^4 on, and waits for them on a busy machine).
BLOCK = 8192
#: Smaller than any ratio that could matter, and larger than what a division could make 0.
TINY = 1e-300
NEAR = 0.5
#: B and E on 0 <= w <= 1/4, error below 2^-54: Chebyshev interpolation at 60 digits (a test encloses the
#: error).
ATANH = (
    0.3333333333333333,
    0.20000000000000864,
    0.14285714285490106,
    0.11111111133938968,
    0.09090907881509189,
    0.07692345940270638,
    0.06665886352701884,
    0.05893099692590042,
    0.05160769881147162,
    0.05441915418234587,
    0.012292448728540531,
    0.13557903913692299,
    -0.14450491183414468,
    0.21098097885975797,
)
SHANNON = (
    0.16666666666666669,
    0.06666666666666003,
    0.03571428571576827,
    0.022222222092555033,
    0.015151521024189657,
    0.010988853335309518,
    0.00833603614168967,
    0.006505108587431875,
    0.005501691737600029,
    0.0030808120729037456,
    0.007925018150853355,
    -0.0060340867866888375,
    0.012555626064267501,
)


def summed(terms: Terms, p: Array, q: Array, quick: Quick | None = None) -> Array | float:
    """The terms added up along the last axis, block by block.

    `quick` gives the sums by the textbook formula.  Where such a sum is at least LARGE it is as good as the other: its
    absolute error is a few units in the last place of 1 (of the sum of p + q), whatever the terms.  Elsewhere, and
    where it is not finite, the terms without cancellation are added up.
    """
    if p.ndim == 1:
        value = _row(quick, p, q) if quick else 0.0
        return value if LARGE <= value < np.inf else _row(lambda a, b: np.add.reduce(terms(a, b)), p, q)
    n = p.shape[-1]
    rows, others = p.reshape(-1, n), q.reshape(-1, n)
    out, step = np.empty(len(rows)), max(1, BLOCK // n)
    for k in range(0, len(rows), step):
        a, b = rows[k : k + step], others[k : k + step]
        if n > BLOCK:
            out[k] = summed(terms, a[0], b[0], quick)
            continue
        found = quick(a, b) if quick else np.zeros(len(a))
        small = ~((found >= LARGE) & (found < np.inf))
        if small.all():
            found = np.add.reduce(terms(a, b), axis=-1)
        elif small.any():
            found[small] = np.add.reduce(terms(a[small], b[small]), axis=-1)
        out[k : k + step] = found
    return out.reshape(p.shape[:-1])


def _row(of: Quick, p: Array, q: Array) -> Any:
    if p.size <= BLOCK:
        return of(p, q)
    return np.add.reduce(np.array([of(p[k : k + BLOCK], q[k : k + BLOCK]) for k in range(0, p.size, BLOCK)]))


def quick_js(p: Array, q: Array) -> Any:
    """The sum of p log(p/m) + q log(q/m), halved, for positive weights."""
    half = p + q
    half *= 0.5
    x = p / half
    np.log(x, out=x)
    y = np.divide(q, half, out=half)
    np.log(y, out=y)
    return 0.5 * (inner(p, x) + inner(q, y))


def quick_kl(p: Array, q: Array) -> Any:
    """The sum of p log(p/q) - p + q, for positive weights."""
    x = p / q
    np.log(x, out=x)
    x -= 1.0
    return inner(p, x) + np.add.reduce(q, axis=-1)


def inner(a: Array, b: Array) -> Any:
    """The inner product along the last axis."""
    return a.dot(b) if a.ndim == 1 else np.vecdot(a, b)


def series(coefficients: tuple[float, ...], w: Array) -> Array:
    """c0 + c1 w + c2 w^2 + ..., by Horner's rule."""
    value = w * coefficients[-1]
    for c in coefficients[-2:0:-1]:
        value += c
        value *= w
    value += coefficients[0]
    return value


def split(near: Callable[[Array, Array], Array], far: Terms, p: Array, q: Array, d: Array | None = None) -> Array:
    """`near(s, t)` where |p - q| < (p + q)/2, `far(p, q)` elsewhere; d is p - q, if that is known more exactly."""
    s = p + q
    d = p - q if d is None else d
    is_near = np.abs(d) < NEAR * s
    count = np.count_nonzero(is_near)
    if count == 0:
        return far(p, q)
    if count == is_near.size:
        return near(s, d / s)
    out, chosen = far(p, q), s[is_near]
    out[is_near] = near(chosen, d[is_near] / chosen)
    return out


def kl_terms(p: Array, q: Array, d: Array | None = None) -> Array:
    """p log(p/q) - p + q; q where p = 0, inf where only q = 0."""
    return split(_kl_near, _kl_far, p, q, d)


def js_terms(p: Array, q: Array) -> Array:
    """(p log(2p/(p + q)) + q log(2q/(p + q)))/2."""
    return split(_js_near, _js_far, p, q)


def jeffreys_terms(p: Array, q: Array) -> Array:
    """(p - q) log(p/q); inf where just one of them is 0."""
    return split(_jeffreys_near, _jeffreys_far, p, q)


def hellinger_terms(p: Array, q: Array) -> Array:
    """(sqrt p - sqrt q)^2/2 = (p - q)^2/(2 (sqrt p + sqrt q)^2)."""
    root = np.sqrt(p)
    root += np.sqrt(q)
    np.maximum(root, TINY, out=root)
    out = (p - q) / root
    out *= 0.5 * out
    return out


def triangular_terms(p: Array, q: Array) -> Array:
    """(p - q)^2/(p + q); 0 where both are 0."""
    d = p - q
    return d * (d / np.maximum(p + q, 5e-324))


def chi_square_terms(p: Array, q: Array) -> Array:
    """(p - q)^2/q; inf where only q is 0."""
    d = p - q
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        root = d / np.sqrt(q)
        return np.where(d == 0, 0.0, root * root)


def variation_terms(p: Array, q: Array) -> Array:
    """|p - q|/2."""
    out = np.abs(p - q)
    out *= 0.5
    return out


def _kl_near(s: Array, t: Array) -> Array:
    w = t * t
    b = series(ATANH, w)
    return s * w * (1 + w * b + t * b)


def _kl_far(p: Array, q: Array) -> Array:
    with np.errstate(invalid="ignore"):
        return np.where(p > 0, p * log_ratio(p, q), 0.0) - (p - q)


def _js_near(s: Array, t: Array) -> Array:
    w = t * t
    out = series(SHANNON, w)
    out *= w
    out += 1.0
    out *= w
    out *= s
    out *= 0.25
    return out


def _js_far(p: Array, q: Array) -> Array:
    half = p + q
    half *= 0.5
    np.maximum(half, TINY, out=half)
    out = p * np.log(np.maximum(p / half, TINY))
    out += q * np.log(np.maximum(q / half, TINY))
    out *= 0.5
    return out


def _jeffreys_near(s: Array, t: Array) -> Array:
    w = t * t
    return 2 * s * w * (1 + w * series(ATANH, w))


def _jeffreys_far(p: Array, q: Array) -> Array:
    d = p - q
    with np.errstate(invalid="ignore"):
        return np.where(d == 0, 0.0, d * log_ratio(p, q))


def log_ratio(p: Array, q: Array) -> Array:
    """log(p/q), whatever the sizes: -inf where only p is 0, inf where only q is 0, 0 where both are."""
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        ratio = p / q
        out = np.log(ratio)
        if not np.all((ratio > TINY) & (ratio < 1 / TINY)):  # zeros, or a quotient beyond the accuracy of a double
            out = np.log(p) - np.log(q)
            out[(p == 0) & (q == 0)] = 0.0
    return out
