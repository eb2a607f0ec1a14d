r"""Wasserstein distance of two weighted point sets on the line, in O(n log n).

On the line equal quantiles are matched: W_k^k is the integral over u of |F^-1(u) - G^-1(u)|^k.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from numerics.weights import NotWeights, as_array, weights


def wasserstein(
    xs: ArrayLike,
    ys: ArrayLike,
    *,
    x_weights: ArrayLike | None = None,
    y_weights: ArrayLike | None = None,
    order: float = 1,
) -> float:
    """W_k of two point sets on the line, k = `order` >= 1: the distance itself, never its k-th power.

    xs, ys: places, shapes (n,) and (m,), in any order.  x_weights, y_weights: their weights, equal if not given.
    order: 1 or more, or inf (the largest distance that any mass travels).  The result has the unit of xs.
    Accuracy: with equal weights an exact matching, summed with relative error below 32 eps.  Given weights are
    cumulated: then W_k^k is off by at most e = (n + m) eps times the range to the k, so W_k by e^(1/k) times the
    range where it is small; for order=inf masses below e count as none.
    Raises ValueError for places that are not finite numbers or an order below 1, NotWeights for wrong weights.
    Source: Villani 2003, Theorem 2.18.

    >>> wasserstein([0, 1, 3], [5, 6, 8])
    5.0
    >>> wasserstein([0, 2], [1], order=2)
    1.0
    """
    if not order >= 1:
        raise ValueError(f"order is {order}; W_k is a distance for k from 1 to inf")
    x, y = places(xs, "xs"), places(ys, "ys")
    with np.errstate(over="ignore"):  # a distance beyond a double is inf
        return _distance(x, y, x_weights, y_weights, order)


def _distance(x: Any, y: Any, x_weights: Any, y_weights: Any, order: float) -> float:
    if x_weights is None and y_weights is None and x.size == y.size:
        gaps = np.abs(np.sort(x) - np.sort(y))
        return _mean_power(gaps, None, order)
    u, v = (_given(w, n.size, name) for w, n, name in ((x_weights, x, "x_weights"), (y_weights, y, "y_weights")))
    if order == 1:
        equal = x_weights is None and y_weights is None  # whole numbers: cumulated without rounding
        return _area(x, y, *((np.ones(x.size), np.ones(y.size)) if equal else (u, v)))
    i, j = np.argsort(x, kind="stable"), np.argsort(y, kind="stable")
    if x_weights is None and y_weights is None:  # levels k/n and l/m, compared as the whole numbers k m and l n
        level_x, level_y = np.arange(1, x.size + 1) * float(y.size), np.arange(1, y.size + 1) * float(x.size)
    else:
        level_x, level_y = np.cumsum(u[i]), np.cumsum(v[j])
        level_x /= level_x[-1]
        level_y /= level_y[-1]
    levels = np.sort(np.concatenate([level_x, level_y]), kind="stable")
    mass = np.diff(levels, prepend=0.0) / levels[-1]
    at_x = x[i][np.minimum(np.searchsorted(level_x, levels), x.size - 1)]
    at_y = y[j][np.minimum(np.searchsorted(level_y, levels), y.size - 1)]
    return _mean_power(np.abs(at_x - at_y), mass, order)


def places(x: ArrayLike, name: str) -> NDArray[np.float64]:
    """Finite places on the line, as float64."""
    array = np.asarray(as_array(x, name), np.float64)
    if array.ndim != 1 or array.size == 0:
        raise ValueError(
            f"{name} has shape {array.shape}; give a vector of places (for points in the plane, see optimal_plan)"
        )
    if not np.all(np.isfinite(array)):
        raise ValueError(f"{name}[{int(np.argmin(np.isfinite(array)))}] is not finite; places are numbers")
    return array


def _area(x: NDArray[np.float64], y: NDArray[np.float64], u: Any, v: Any) -> float:
    """The area between the two distribution functions: one sort of all places, signed weights added up."""
    together = np.concatenate([x, y])
    order = np.argsort(together)
    total_x, total_y = u.sum(), v.sum()
    between = np.cumsum(np.concatenate([u * total_y, v * -total_x])[order])[:-1]
    return float(np.abs(between) @ np.diff(together[order]) / (total_x * total_y))


def _given(w: ArrayLike | None, n: int, name: str) -> NDArray[np.float64]:
    if w is None:
        return np.full(n, 1 / n)
    found = weights(w, name)
    if found.shape != (n,):
        raise NotWeights(f"{name} has shape {found.shape} for {n} places; give one weight for each")
    return found


def _mean_power(gaps: NDArray[np.float64], mass: NDArray[np.float64] | None, order: float) -> float:
    """(mean of gaps^order)^(1/order), scaled so that no power overflows."""
    if order == np.inf:
        # cumulated weights are rounded: what is below n eps is no mass, but two levels that are one
        return float(np.max(gaps if mass is None else gaps[mass > mass.size * 2.0**-52], initial=0.0))
    if order == 1:
        return float(np.add.reduce(gaps) / gaps.size if mass is None else gaps @ mass)
    top = float(np.max(gaps))
    if top == 0:
        return 0.0
    powers: Any = (gaps / top) ** order
    mean = np.add.reduce(powers) / gaps.size if mass is None else powers @ mass
    return float(top * mean ** (1 / order))
