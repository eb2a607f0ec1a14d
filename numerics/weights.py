"""What may be compared: vectors of weights, checked once, with errors that name the remedy.

Weights are non-negative, finite and add up to one along an axis.  Samples are something else and have functions of
their own: nothing here guesses which of the two it was given.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]
#: By how much a sum may differ from 1, by dtype character: the square root of its epsilon (e: float16, f: float32, g:
#: long).
ALLOWED = {"e": 0.032, "f": 3.5e-4, "d": 1.5e-8, "g": 1.5e-8}
#: An inner product with these is the quickest sum of a short vector.
ONES = np.ones(4096)


class NotWeights(ValueError):
    """The vectors are no weights of a law, or do not belong together; the text says where, and what to do."""


def as_array(x: Any, name: str) -> NDArray[Any]:
    """A real numpy array; arrays of other libraries are refused, with the remedy, instead of being half converted."""
    if type(x).__module__.partition(".")[0] in ("torch", "jax", "jaxlib", "cupy"):
        raise TypeError(
            f"{name} is a {type(x).__module__}.{type(x).__name__}; numerics takes numpy arrays: "
            f"pass {name}.detach().cpu().numpy(), or np.asarray({name})"
        )
    if np.ma.isMaskedArray(x):
        raise TypeError(f"{name} is a masked array, whose mask would be lost; pass {name}.filled(0) and normalise it")
    array = np.asarray(x)
    if array.dtype.kind not in "fiub":
        raise TypeError(f"{name} holds {array.dtype}; weights are real numbers")
    return array


def weights(x: ArrayLike, name: str, *, axis: int = -1) -> Array:
    """The weights as float64 with `axis` last, checked.

    Their sum may differ from 1 by the square root of the dtype's epsilon (1.5e-8 in float64, 3.5e-4 in float32): such
    an error of rounding changes a divergence by its square, which is one epsilon.

    Raises
    ------
    TypeError
        For tensors of another library, complex numbers or text.
    NotWeights
        For negative or non-finite entries and for sums other than one.
    """
    return _checked(x, name, axis)[0]


def _checked(x: Any, name: str, axis: int) -> tuple[Array, float]:
    """The weights, and the smallest of them."""
    plain = type(x) is np.ndarray and x.ndim == 1 and x.dtype == np.float64 and axis in (0, -1)
    if plain and 0 < x.size <= ONES.size:
        # what most calls bring, checked with as few calls of numpy as there can be: each takes half a microsecond
        least = np.minimum.reduce(x)
        if x.flags.c_contiguous and least >= 0.0 and abs(x.dot(ONES[: x.size]) - 1.0) <= ALLOWED["d"]:
            return x, least
    array = as_array(x, name)
    if array.ndim == 0:
        raise NotWeights(f"{name} is the number {array}; weights are a vector: give one weight for each outcome")
    if axis not in (-1, array.ndim - 1):
        array = np.moveaxis(array, axis, -1)
    p = np.ascontiguousarray(array, np.float64)
    if p.size == 0:
        raise NotWeights(
            f"{name} has the shape {array.shape}, no outcomes or no laws: a law needs at least one outcome"
        )
    allowed = ALLOWED.get(array.dtype.char, ALLOWED["d"])
    total = np.add.reduce(p, axis=-1)
    least = np.minimum.reduce(p, axis=None)
    close = abs(total - 1.0) <= allowed  # so that nan, too, is refused
    if not (least >= 0.0 and (close if p.ndim == 1 else close.all())):
        _refuse(p, total, name, allowed)
    return p, least


def pair(p: ArrayLike, q: ArrayLike, *, axis: int = -1) -> tuple[Array, Array, bool]:
    """Two laws on the same outcomes (leading axes broadcast), and whether all weights are well above zero (1e-150).

    Raises
    ------
    TypeError, NotWeights
        As `weights`, and for different numbers of outcomes.
    """
    (a, least), (b, least_b) = _checked(p, "p", axis), _checked(q, "q", axis)
    positive = least > 1e-150 and least_b > 1e-150
    if a.shape == b.shape:
        return a, b, positive
    if a.shape[-1] != b.shape[-1]:
        raise NotWeights(
            f"p has {a.shape[-1]} outcomes and q has {b.shape[-1]}; give both a weight for every outcome, "
            "0 where there is none"
        )
    try:
        a, b = np.broadcast_arrays(a, b)
    except ValueError:
        raise NotWeights(f"batches of shapes {a.shape[:-1]} and {b.shape[:-1]} do not go together") from None
    return np.ascontiguousarray(a), np.ascontiguousarray(b), positive


def normalise(x: ArrayLike, *, axis: int = -1) -> Array:
    """x / sum(x): counts or masses to weights.

    Raises
    ------
    NotWeights
        For negative or non-finite entries, and where the sum is 0.

    >>> normalise([3, 1])
    array([0.75, 0.25])
    """
    counts = as_array(x, "x").astype(np.float64)
    total = counts.sum(axis=axis, keepdims=True)
    if not (np.all(counts >= 0) and np.all(np.isfinite(total)) and np.all(total > 0)):
        raise NotWeights(
            "counts are non-negative, finite, and not all zero along the axis; check them before normalising"
        )
    return counts / total


def _refuse(p: Array, total: Any, name: str, allowed: float) -> None:
    where = (
        tuple(int(i) for i in np.argwhere(~np.isfinite(p) | (p < 0))[0])
        if not np.all((p >= 0) & np.isfinite(p))
        else ()
    )
    if where:
        at = where[0] if len(where) == 1 else where
        raise NotWeights(f"{name}[{at}] is {p[where]}; weights are finite and not negative")
    total = np.atleast_1d(total)
    worst = int(np.argmax(np.abs(total - 1)))
    row = "" if p.ndim == 1 else f" in row {np.unravel_index(worst, p.shape[:-1])[0] if p.ndim == 2 else worst}"
    raise NotWeights(
        f"{name} adds up to {total.reshape(-1)[worst]:.17g}{row}, not to 1 (within {allowed:.1e}); "
        f"if these are counts or masses, pass normalise({name}); samples are no weights: count them first"
    )
