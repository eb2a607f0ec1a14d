"""What an estimate from samples says, and what it was given: results with their risk, arguments checked once."""

from __future__ import annotations

import math
import operator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from numerics.weights import Array, as_array


class NotSamples(ValueError):
    """What was given are no samples, counts or probabilities that can be used; the text says why, and the way out."""


@dataclass(frozen=True)
class Estimate:
    """A number from samples with an interval.

    value        the estimate
    low, high    contain what is estimated with probability at least `confidence`, over the draw of the samples
    says         one sentence: of what, by which method
    """

    value: float
    low: float
    high: float
    confidence: float
    says: str


@dataclass(frozen=True)
class TestResult:
    """A test of "both samples come from one law".

    statistic    large when they do not
    p_value      under one law, P(p_value <= a) <= a for every a
    rejects      p_value <= level
    """

    __test__ = False  # for pytest, to which a name that starts with Test is a class of tests

    statistic: float
    p_value: float
    level: float
    rejects: bool
    says: str


def points(x: ArrayLike, name: str) -> Array:
    """Samples as float64 of shape (n, d): a vector is n points on the line.

    >>> points([1, 2, 3], "x").shape
    (3, 1)
    """
    array = np.asarray(as_array(x, name), np.float64)
    if array.ndim == 1:
        array = array[:, None]
    if array.ndim != 2 or 0 in array.shape:
        raise NotSamples(f"{name} has shape {np.shape(x)}; give n points as (n,) or (n, d), n and d at least 1")
    finite = np.isfinite(array).all(axis=1)
    if not finite.all():
        raise NotSamples(f"{name}[{int(np.argmin(finite))}] is not finite; drop such points, and say so")
    return array


def same_dimension(x: ArrayLike, y: ArrayLike) -> tuple[Array, Array]:
    """Two samples in one space."""
    a, b = points(x, "x"), points(y, "y")
    if a.shape[1] != b.shape[1]:
        raise NotSamples(f"x has points in {a.shape[1]} dimensions and y in {b.shape[1]}; both live in one space")
    return a, b


def probabilities(d: ArrayLike, name: str) -> Array:
    """A classifier's probabilities of "real", shape (n,), n at least 2."""
    array = np.asarray(as_array(d, name), np.float64)
    if array.ndim != 1 or array.size < 2:
        raise NotSamples(f"{name} has shape {array.shape}; give one probability for each of at least 2 points")
    inside = (array >= 0) & (array <= 1)
    if not inside.all():
        at = int(np.argmin(inside))
        raise NotSamples(f"{name}[{at}] is {array[at]}; give D, a probability: of a logit C it is 1/(1 + exp(-C))")
    return array


def whole(n: Any, name: str, *, least: int = 0) -> int:
    """A whole number, at least `least`."""
    try:
        value = operator.index(n)
    except TypeError:
        raise NotSamples(f"{name} is {n!r}; give a whole number") from None
    if value < least:
        raise NotSamples(f"{name} is {value}; it is at least {least}")
    return value


def inner(x: float, name: str) -> float:
    """A number strictly between 0 and 1, such as a confidence or a level."""
    if not 0 < x < 1:
        raise ValueError(f"{name} is {x}; give a number strictly between 0 and 1")
    return float(x)


def same_number(value: float, name: str) -> float:
    """A statistic's value, which must be a number."""
    found = float(value)
    if math.isnan(found):
        raise NotSamples(f"{name} is nan; a statistic orders samples: give one that is a number for every split")
    return found
