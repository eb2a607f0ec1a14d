"""The normal law in several dimensions."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike
from scipy import linalg

from numerics.laws.on_the_line import NotALaw
from numerics.weights import Array, as_array


class MultivariateNormal:
    r"""N(mean, covariance) on R^d, with the density exp(-(x-m)' C^{-1} (x-m)/2) / sqrt((2 pi)^d det C).

    mean: shape (d,).  covariance: shape (d, d), symmetric to the last bit and positive definite.

    Accuracy: log_density to about 1e-16 times the condition number of the covariance, relative to its size.

    Raises
    ------
    TypeError
        For tensors of another library, complex numbers or text.
    NotALaw
        For shapes that do not go together, non-finite entries, and matrices that are no covariance or a singular one.

    >>> round(float(MultivariateNormal([0, 0], [[1, 0], [0, 4]]).density([0, 0])), 12)
    0.079577471546
    """

    def __init__(self, mean: ArrayLike, covariance: ArrayLike) -> None:
        m = as_array(mean, "mean").astype(np.float64)
        c = as_array(covariance, "covariance").astype(np.float64)
        if m.ndim != 1 or not m.size:
            raise NotALaw(f"mean has shape {m.shape}; give one number for each dimension, shape (d,)")
        if c.shape != (m.size, m.size):
            raise NotALaw(
                f"covariance has shape {c.shape} and mean {m.shape}; give a matrix of shape {(m.size, m.size)}, "
                "for independent coordinates np.diag(variances)"
            )
        if not (np.all(np.isfinite(m)) and np.all(np.isfinite(c))):
            raise NotALaw("mean or covariance holds nan or inf; give finite numbers")
        if not np.array_equal(c, c.T):
            i, j = (int(k) for k in np.argwhere(c != c.T)[0])
            raise NotALaw(
                f"covariance[{i}, {j}] is {c[i, j]} and covariance[{j}, {i}] is {c[j, i]}; a covariance is symmetric: "
                "if they differ by rounding only, pass (C + C.T)/2"
            )
        eigenvalues = linalg.eigvalsh(c)
        # the eigenvalues come with an error of about d epsilon times the largest: below that, one cannot be told from 0
        if eigenvalues[0] <= m.size * np.finfo(float).eps * abs(eigenvalues[-1]):
            raise NotALaw(
                f"the smallest eigenvalue of the covariance is {eigenvalues[0]:.3g} (the largest {eigenvalues[-1]:.3g})"
                ", so it is not positive definite and there is no density; check the entries, and for a law on a "
                "subspace leave out dependent coordinates or add a small multiple of the identity"
            )
        m.setflags(write=False)
        c.setflags(write=False)
        self.mean: Array = m
        self.covariance: Array = c
        self._root: Array = np.asarray(linalg.cholesky(c, lower=True))

    @property
    def dimension(self) -> int:
        return self.mean.size

    def log_density(self, x: ArrayLike) -> Any:
        """log of the density at points of shape (..., d); shape (...), in nats."""
        points = as_array(x, "x").astype(np.float64)
        d = self.dimension
        if points.ndim == 0 or points.shape[-1] != d:
            raise NotALaw(f"x has shape {points.shape}; points of this law have shape (..., {d})")
        centred = (points - self.mean).reshape(-1, d)
        z = linalg.solve_triangular(self._root, centred.T, lower=True)
        constant = np.sum(np.log(np.diag(self._root))) + d / 2 * np.log(2 * np.pi)
        return (-np.sum(z * z, axis=0) / 2 - constant).reshape(points.shape[:-1])[()]

    def density(self, x: ArrayLike) -> Any:
        """The density at points of shape (..., d); shape (...).  It underflows to 0 far out: log_density does not."""
        return np.exp(self.log_density(x))

    def sample(self, rng: np.random.Generator, size: int) -> Array:
        """`size` independent points, shape (size, d)."""
        return self.mean + rng.standard_normal((size, self.dimension)) @ self._root.T

    def __repr__(self) -> str:
        return f"MultivariateNormal({self.mean.tolist()}, {self.covariance.tolist()})"
