r"""Two parallel unit segments in the plane, {0} x [0, 1] and {theta} x [0, 1]: the lecture's example, by every road.

Exactly: W = |theta| for every order; for theta /= 0 TV = 1, JSD = log 2 and KL = inf both ways, at theta = 0 all are 0.
From samples: points are matched, and the mean of W over draws tends to |theta| at a rate that can be fitted.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from numerics.laws.on_the_line import Exact, exact
from numerics.transport.plans import distances, optimal_plan


@dataclass(frozen=True)
class Segment:
    """The uniform law on the segment {place} x [0, 1] in the plane; it has no density there."""

    place: Fraction

    def __init__(self, place: Exact = 0) -> None:
        object.__setattr__(self, "place", exact(place, "place"))

    def sample(self, rng: np.random.Generator, size: int) -> Any:
        """Points, shape (size, 2)."""
        return np.column_stack([np.full(size, float(self.place)), rng.random(size)])


def segment_distance(p: Segment, q: Segment) -> Fraction:
    """W_k of two such segments for every k, exactly: straight across is optimal, |theta|."""
    return abs(p.place - q.place)


def segments_are_disjoint(p: Segment, q: Segment) -> bool:
    """Whether they share no point.  Then TV = 1, JSD = log 2 and KL = inf; else the laws are equal and all are 0."""
    return p.place != q.place


def segment_tv(p: Segment, q: Segment) -> float:
    """Total variation distance: 1.0 or 0.0, exactly."""
    return float(segments_are_disjoint(p, q))


def segment_js(p: Segment, q: Segment) -> float:
    """JSD: log 2 (to the last bit) or 0.0."""
    return 0.6931471805599453 if segments_are_disjoint(p, q) else 0.0


def segment_kl(p: Segment, q: Segment) -> float:
    """KL, either way: inf or 0.0."""
    return np.inf if segments_are_disjoint(p, q) else 0.0


def sampled_distance(p: Segment, q: Segment, *, size: int, rng: np.random.Generator) -> float:
    """W_1 between `size` points drawn from each, by the optimal assignment.

    Its mean exceeds |theta|: by about 1/(6 size |theta|) for theta /= 0 (a gap of height y costs y^2/(2 theta)
    extra), by order size^(-1/2) at theta = 0.
    """
    equal = np.full(size, 1 / size)
    return optimal_plan(equal, equal, distances(p.sample(rng, size), q.sample(rng, size))).cost


def fitted_rate(sizes: Any, errors: Any) -> tuple[float, float]:
    """The slope of log error against log size by least squares, and its standard error.

    errors: shape (len(sizes), draws), the errors of independent draws; their means are fitted.
    """
    table = np.asarray(errors, float)
    means = table.mean(axis=1)
    spread = table.std(axis=1, ddof=1) / np.sqrt(table.shape[1]) / means  # of log(mean), to first order
    x = np.log(np.asarray(sizes, float))
    centred = x - x.mean()
    weights = centred / (centred @ centred)
    return float(weights @ np.log(means)), float(np.sqrt(weights**2 @ spread**2))
