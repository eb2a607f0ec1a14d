"""Closed forms between named laws, in floating point: Gaussian KL in any dimension, Wasserstein distances of
Gaussians."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike
from scipy import linalg, special

from numerics.weights import Array, as_array


def gaussian_kl(mean_p: ArrayLike, cov_p: ArrayLike, mean_q: ArrayLike, cov_q: ArrayLike) -> float:
    r"""KL(N(mu, S) || N(nu, T)) = (tr(T^-1 S) - d - log det(T^-1 S) + (nu - mu)^T T^-1 (nu - mu))/2, in nats.

    mean_p, mean_q: shape (d,), or numbers.  cov_p, cov_q: covariance matrices, shape (d, d) (in one dimension the
    variance). Accuracy: relative error of some d eps times the condition numbers; near p = q it does not cancel (sum
    of l - 1 - log l over the eigenvalues l of T^-1 S, each by its own series).
    Raises ValueError for matrices that are not symmetric and positive definite.  Source: Cover and Thomas 2006, Ch. 8.

    >>> gaussian_kl(0, 1, 1, 1)
    0.5
    """
    mu, s = _gaussian(mean_p, cov_p, "p")
    nu, t = _gaussian(mean_q, cov_q, "q")
    if mu.shape != nu.shape:
        raise ValueError(f"p has {mu.size} dimensions and q has {nu.size}")
    lower = np.linalg.cholesky(t)
    excess = linalg.solve_triangular(lower, linalg.solve_triangular(lower, s - t, lower=True).T, lower=True)
    eigenvalues = np.linalg.eigvalsh((excess + excess.T) / 2)  # l - 1
    shift = linalg.solve_triangular(lower, nu - mu, lower=True)
    if np.all(np.abs(eigenvalues) < 0.5):
        spread = np.sum(_less_log(eigenvalues))
    else:  # far apart nothing cancels, but a small eigenvalue is lost beside a large one: take the determinants apart
        above = 2 * (np.sum(np.log(np.diag(lower))) - np.sum(np.log(np.diag(np.linalg.cholesky(s)))))
        spread = np.sum(eigenvalues) + above
    return float(0.5 * (spread + shift @ shift))


def gaussian_w2(mean_p: ArrayLike, cov_p: ArrayLike, mean_q: ArrayLike, cov_q: ArrayLike) -> float:
    r"""W_2 of two Gaussians: W_2^2 = |mu - nu|^2 + tr(S + T - 2 (T^1/2 S T^1/2)^1/2).  The distance, not its square.

    Arguments as `gaussian_kl`; positive semidefinite matrices are allowed.
    Accuracy: absolute error of some d eps times the largest deviation.  Source: Dowson and Landau 1982.

    >>> gaussian_w2(0, 1, 3, 25)
    5.0
    """
    mu, s = _gaussian(mean_p, cov_p, "p", definite=False)
    nu, t = _gaussian(mean_q, cov_q, "q", definite=False)
    first, second = _root(s), _root(t)
    left, _, right = np.linalg.svd(second @ first)  # W_2^2 = |mu - nu|^2 + min over rotations U of |S^1/2 - T^1/2 U|^2
    return float(np.hypot(_length(mu - nu), _length((first - second @ left @ right).ravel())))


def gaussian_w1(mean_p: float, sd_p: float, mean_q: float, sd_q: float) -> float:
    r"""W_1 of two Gaussians on the line: E|dm + ds Z| = |ds| sqrt(2/pi) exp(-dm^2/(2 ds^2)) + dm erf(dm/(|ds| sqrt 2)).

    Source: equal quantiles are matched, Villani 2003, Theorem 2.18.

    >>> round(gaussian_w1(0, 1, 1, 2), 12)
    1.166630941175
    """
    if not (sd_p >= 0 and sd_q >= 0):
        raise ValueError(f"standard deviations {sd_p} and {sd_q}; they are not negative")
    dm, ds = mean_q - mean_p, abs(sd_q - sd_p)
    if ds == 0:
        return float(abs(dm))
    ratio = dm / ds
    return float(ds * np.sqrt(2 / np.pi) * np.exp(-(ratio**2) / 2) + dm * special.erf(ratio / np.sqrt(2)))


def _gaussian(mean: ArrayLike, cov: ArrayLike, name: str, *, definite: bool = True) -> tuple[Array, Array]:
    mu = np.atleast_1d(np.asarray(as_array(mean, f"mean_{name}"), np.float64))
    s = np.atleast_2d(np.asarray(as_array(cov, f"cov_{name}"), np.float64))
    if mu.ndim != 1 or s.shape != (mu.size, mu.size):
        raise ValueError(
            f"{name}: a mean of shape {mu.shape} needs a covariance of shape {(mu.size, mu.size)}, not {s.shape}"
        )
    # symmetric up to the rounding of whoever multiplied it together
    if not np.allclose(s, s.T, rtol=1e-10, atol=1e-12 * np.abs(s).max(initial=0)):
        raise ValueError(f"cov_{name} is not symmetric; a covariance is (pass (C + C.T)/2 if this is rounding)")
    least = float(np.linalg.eigvalsh(s).min())
    if (least < 0 and least < -1e-12 * float(np.abs(s).max())) or (definite and least <= 0):
        raise ValueError(
            f"cov_{name} has the eigenvalue {least:.3g}; variances are positive (a standard deviation was given?)"
        )
    return mu, s


def _less_log(x: Any) -> Any:
    """x - log(1 + x), without cancellation near 0."""
    t = x / (2 + x)  # log(1 + x) = 2 atanh t
    w = t * t
    tail = sum((2 * w**k / (2 * k + 3) for k in range(9)), np.zeros_like(w))  # 2 (atanh t - t)/t^3
    return np.where(np.abs(t) < 0.1, x * t - t * w * tail, x - np.log1p(x))


def _length(x: Array) -> float:
    """The Euclidean length, without overflow."""
    top = float(np.max(np.abs(x), initial=0.0))
    return top * float(np.linalg.norm(x / top)) if top > 0 else 0.0


def _root(s: Array) -> Array:
    values, vectors = np.linalg.eigh((s + s.T) / 2)
    return (vectors * np.sqrt(np.maximum(values, 0))) @ vectors.T
