r"""One round Gaussian N(m, s^2 I) fitted to a mixture of Gaussians N(a_i, I) by five measures of closeness.

    measure       to be minimised over (m, s)       slope = sum over x of w d log q
    KL            KL(p || q)                        w = -p
    JSD           JSD(p, q)                         w = q log(q/middle)/2
    MMD           MMD^2, kernel exp(-r^2/(2 h^2))   in closed form
    reverse KL    KL(q || p)                        w = q log(q/p)
    log-D         2 KL(middle || p)                 w = q log(middle/p)

Sums are over a grid: the integrands are analytic, so that the trapezoid rule converges geometrically.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from scipy.optimize import minimize

MEASURES = ("KL", "JSD", "MMD", "reverse KL", "log-D")
Array = np.ndarray


def fitted(
    *, weights: list[float], centres: list[list[float]], bandwidth: float, reach: float, step: float
) -> dict[str, Array]:
    """For each of MEASURES the lowest minimum found from the centres and from their mean: means [5, d], sds [5],
    values [5].  reach, step: of the grid, in every direction."""
    w, a = np.asarray(weights), np.asarray(centres)
    start = np.append(w @ a, 2.0)
    starts = [start, *(np.append(each, 1.0) for each in a)]
    fits = [_lowest(_objective(name, w, a, bandwidth, reach, step), starts) for name in MEASURES]
    points, values = (np.array(each) for each in zip(*fits, strict=True))
    return {"means": points[:, :-1], "sds": points[:, -1], "values": values}


def _lowest(objective: Callable[[Array], tuple[float, Array]], starts: list[Array]) -> tuple[Array, float]:
    found = []
    for start in starts:
        box = [(None, None)] * (start.size - 1) + [(0.3, 5.0)]
        at = minimize(objective, start, jac=True, method="L-BFGS-B", bounds=box, options={"ftol": 1e-15}).x
        for _ in range(4):  # Newton's method from here: the search stops where values no longer tell
            at = at - np.linalg.solve(_hessian(objective, at), objective(at)[1])
        found.append((objective(at)[0], tuple(at)))
    value, point = min(found)
    return np.array(point), value


def _hessian(objective: Callable[[Array], tuple[float, Array]], at: Array, h: float = 1e-5) -> Array:
    """By central differences of the slopes."""
    return np.array([(objective(at + each)[1] - objective(at - each)[1]) / (2 * h) for each in h * np.eye(at.size)])


def _objective(
    name: str, weights: Array, centres: Array, bandwidth: float, reach: float, step: float
) -> Callable[[Array], tuple[float, Array]]:
    """(m, s) -> value, slopes."""
    if name == "MMD":
        return lambda at: mmd(weights, centres, bandwidth, at)
    d = centres.shape[1]
    line = np.arange(-round(reach / step), round(reach / step) + 1) * step
    x = np.stack([each.ravel() for each in np.meshgrid(*[line] * d)], axis=-1)
    log_p = np.logaddexp.reduce([np.log(w) + _log_normal(x - a, 1.0) for w, a in zip(weights, centres, strict=True)])

    def at(point: Array) -> tuple[float, Array]:
        apart, s = x - point[:-1], point[-1]
        integrand, w = densities(name, log_p, _log_normal(apart, s))
        slopes = [*(w @ apart / s**2), w @ (np.sum(apart**2, -1) / s**2 - d) / s]
        return float(np.sum(integrand)) * step**d, np.array(slopes) * step**d

    return at


def _log_normal(apart: Array, s: float) -> Array:
    d = apart.shape[-1]
    return -np.sum(apart**2, -1) / (2 * s**2) - d * np.log(s) - d / 2 * np.log(2 * np.pi)


def densities(name: str, log_p: Array, log_q: Array) -> tuple[Array, Array]:
    """What is added up for the value, and w for the slopes."""
    p, q, log_m = np.exp(log_p), np.exp(log_q), np.logaddexp(log_p, log_q) - np.log(2)
    if name == "KL":
        return p * (log_p - log_q), -p
    if name == "reverse KL":
        return q * (log_q - log_p), q * (log_q - log_p)
    if name == "JSD":
        return (p * (log_p - log_m) + q * (log_q - log_m)) / 2, q * (log_q - log_m) / 2
    return (p + q) * (log_m - log_p), q * (log_m - log_p)


def mmd(weights: Array, centres: Array, bandwidth: float, at: Array) -> tuple[float, Array]:
    """MMD^2 and its slopes: the mean of the kernel over two Gaussians is a Gaussian of their distance."""
    m, s, d = at[:-1], at[-1], centres.shape[1]

    def mean(square: Any, variances: float) -> Any:
        v = bandwidth**2 + variances
        return (bandwidth**2 / v) ** (d / 2) * np.exp(-square / (2 * v))

    apart = m - centres
    square, v = np.sum(apart**2, -1), bandwidth**2 + s**2 + 1
    cross, own = weights * mean(square, s**2 + 1), mean(0.0, 2 * s**2)
    data = weights @ mean(np.sum((centres[:, None] - centres) ** 2, -1), 2.0) @ weights
    by_s = -own * d * 2 * s / (bandwidth**2 + 2 * s**2) - 2 * np.sum(cross * (square / v - d)) * s / v
    return float(own - 2 * np.sum(cross) + data), np.append(2 * cross @ apart / v, by_s)
