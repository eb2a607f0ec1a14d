r"""Divergences of empirical histograms: their bias, an interval, and what happens where nothing was binned.

The bias, to first order.  With frequencies p^ from n and q^ from m independent points and D = sum of f(p_i, q_i),
Taylor gives E D^ - D = sum of f_pp p (1 - p)/(2n) + f_qq q (1 - q)/(2m), up to the second order in 1/n and 1/m:

    JSD   f_pp = q/(2p (p + q))            sum of (1 - p) q/(p + q)/(4n) + (1 - q) p/(p + q)/(4m)
    KL    f_pp = 1/p,  f_qq = p/q^2        (K - 1)/(2n) + (sum of p/q - 1)/(2m)

For p = q on K categories: (K - 1)/8 (1/n + 1/m) and (K - 1)/2 (1/n + 1/m): the excess that Miller 1955 has for one
entropy.  Here the sums are taken at p^ and q^, over the categories that were seen.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import optimize

from numerics.divergences import LOG2, js, kl
from numerics.samples.results import NotSamples, inner, same_dimension
from numerics.weights import Array, as_array


@dataclass(frozen=True)
class PlugIn:
    """A divergence between two histograms.

    value        of the frequencies, as they are
    bias         by how much that is too large on average, to first order
    corrected    value - bias, not below 0
    low, high    contain the true divergence with probability at least `confidence`
    """

    value: float
    bias: float
    corrected: float
    low: float
    high: float
    confidence: float
    says: str


def plug_in_js(x_counts: ArrayLike, y_counts: ArrayLike, *, confidence: float = 0.95) -> PlugIn:
    """JSD of two histograms over the same K categories, in nats, with its first-order bias and a guaranteed interval.

    x_counts, y_counts: shape (K,), whole and not negative, of n and m independent points; K is fixed before looking.
    The bias is an approximation for n p_i and m q_i well above 1; where they are not, it is too small.

    The interval holds for every n, m, K: with probability 1 - a/2 each, KL(p^ || p) <= e_n and KL(q^ || q) <= e_m
    (Agrawal 2020, Theorem 1.2: P(KL(p^ || p) >= t (K - 1)/n) <= exp((K - 1)(1 + log t - t)) for t > 1), then
    JSD(p^, p) <= log 2 KL(p^ || p) (Topsoe 2000: JSD <= log 2 Delta/2, and Delta <= 4 H^2 <= 2 KL), and sqrt JSD is a
    metric: sqrt JSD = sqrt JSD^ +- (sqrt(log 2 e_n) + sqrt(log 2 e_m)).  It is wide (with K = 4 and
    n = m = 200, at JSD = 0.106, on average [0, 0.51]): the price of a promise.
    Raises NotSamples, ValueError.

    >>> plug_in_js([3, 0], [0, 4]).value == LOG2
    True
    """
    (p, n), (q, m) = _frequencies(x_counts, y_counts)
    a = 1 - inner(confidence, "confidence")
    value = float(js(p, q))
    both = (p > 0) & (q > 0)
    u, v = p[both], q[both]
    bias = float(np.sum((1 - u) * v / (u + v)) / (4 * n) + np.sum((1 - v) * u / (u + v)) / (4 * m))
    reach = sum(math.sqrt(LOG2 * _radius(p.size, size, a / 2)) for size in (n, m))
    low, high = max(math.sqrt(value) - reach, 0.0) ** 2, min((math.sqrt(value) + reach) ** 2, LOG2)
    says = f"JSD in [{low:.4g}, {high:.4g}] from counts {n} and {m} over {p.size} categories"
    return PlugIn(value, bias, max(value - bias, 0.0), low, high, confidence, says)


def plug_in_kl(x_counts: ArrayLike, y_counts: ArrayLike) -> PlugIn:
    """KL(P || Q) of two histograms over the same K categories, in nats, with its first-order bias.

    x_counts, y_counts: as `plug_in_js`.  inf where x has a category that y lacks, which for every Q has a positive
    probability: so its expectation is inf, and `bias` is that of the samples in which nothing is missing (nan never;
    inf with an infinite value; corrected is then inf, too).
    low and high are 0 and inf, with confidence 1: from above there is nothing else that holds for all Q (a category
    that x has may be as rare in Q as one likes), and from below see kl_cap.
    Raises NotSamples.
    """
    (p, n), (q, m) = _frequencies(x_counts, y_counts)
    value = float(kl(p, q))
    if value == math.inf:
        missing = int(np.argmax((p > 0) & (q == 0)))
        says = f"inf: category {missing} occurs in x and not among {m} of y; merge rare categories, or draw more of y"
        return PlugIn(math.inf, math.inf, math.inf, 0.0, math.inf, 1.0, says)
    seen = p > 0
    bias = (int(seen.sum()) - 1) / (2 * n) + (float(np.sum(p[seen] / q[seen])) - 1) / (2 * m)
    says = (
        f"KL about {value:.4g} nats, some {bias:.2g} too large, from counts {n} and {m}; no interval holds for all laws"
    )
    return PlugIn(value, bias, max(value - bias, 0.0), 0.0, math.inf, 1.0, says)


def unbinned_js(x: ArrayLike, y: ArrayLike) -> float:
    """JSD of the two empirical laws, each distinct point a category of its own: exactly log 2 for samples without ties.

    A warning, not an estimator: from laws with densities two samples share no point, so this is log 2 for all pairs of
    laws, equal ones included.  The discriminator that attains it has learned the points by heart (Arjovsky and Bottou
    2017, Section 2, say the same of supports).  Use plug_in_js with categories, or js_lower_bound on held-out points.
    x, y: shapes (n, d) and (m, d), or (n,) and (m,).  Raises NotSamples.

    >>> unbinned_js([0.1, 0.2, 0.3], [0.15, 0.25]) == LOG2
    True
    """
    a, b = same_dimension(x, y)
    together = np.concatenate([a, b]) + 0.0  # -0.0 and 0.0 are one point
    _, names = np.unique(together, axis=0, return_inverse=True)
    k = int(names.max()) + 1
    counts = [np.bincount(part, minlength=k) for part in (names.ravel()[: len(a)], names.ravel()[len(a) :])]
    return float(js(counts[0] / len(a), counts[1] / len(b)))


def _frequencies(x: ArrayLike, y: ArrayLike) -> tuple[tuple[Array, int], tuple[Array, int]]:
    (p, n), (q, m) = _counts(x, "x_counts"), _counts(y, "y_counts")
    if p.size != q.size:
        raise NotSamples(f"x_counts has {p.size} categories and y_counts {q.size}; give a count, 0 too, for every one")
    return (p / n, n), (q / m, m)


def _counts(x: ArrayLike, name: str) -> tuple[Array, int]:
    counts = np.asarray(as_array(x, name), np.float64)
    if counts.ndim != 1 or counts.size == 0:
        raise NotSamples(f"{name} has shape {counts.shape}; give one count for each category")
    good = (counts >= 0) & (counts == np.floor(counts)) & (counts < 2.0**53)
    if not good.all():
        at = int(np.argmin(good))
        raise NotSamples(f"{name}[{at}] is {counts[at]}; counts are whole: of weights use numerics.js or numerics.kl")
    if not counts.any():
        raise NotSamples(f"{name} counts nothing; give at least one point")
    return counts, int(counts.sum())


def _radius(k: int, n: int, risk: float) -> float:
    """e with P(KL(p^ || p) >= e) <= risk: t (k - 1)/n, where 1 + log t - t = log(risk)/(k - 1) and t > 1."""
    if k == 1:
        return 0.0
    wanted = -math.log(risk) / (k - 1)
    # t - 1 - log t >= t/2 - log 2, so that the root is below 2 wanted + 4; the last factor is for the root's rounding
    t = float(optimize.brentq(lambda t: t - 1 - math.log(t) - wanted, 1.0, 2 * wanted + 4, xtol=1e-12))  # type: ignore
    return t * (1 + 1e-9) * (k - 1) / n
