"""Probes of `wasserstein_1d`: the Wasserstein-1 distance of two samples on the line."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from grading.probes import usual
from grading.probes.probed import Input, Mistake, Probed, array

Array = np.ndarray
#: Where quantiles are compared by whoever takes a grid of them.
GRID = np.linspace(0, 1, 101)


def w1(x: Array, y: Array) -> float:
    """W1 of two samples, each point with the same weight."""
    from numerics import wasserstein  # its package loads scipy, which no other page needs

    return wasserstein(x, y)


def samples(rng: np.random.Generator) -> Iterator[Input]:
    """Samples out of order, of equal and of unequal sizes, with ties and far from zero; some have all their digits."""
    yield Input((array(0), array(2)), "one point")
    yield Input((array(2), array(-3)), "one point")
    yield Input((array(0, 2), array(1)), "unequal sizes")
    yield Input((array(0, 1), array(3, 2)))
    yield Input((array(1, 0), array(0, 1)))
    yield Input((array(0, 3), array(1, 6)))
    yield Input((array(0, 4), array(3, 1)))
    yield Input((array(1000001, 1000003), array(1000000, 1000007)), "large values")
    yield Input((array(3), array(1, 0, 5)), "unequal sizes")
    yield Input((array(0, 1), array(2, 0, 7)), "unequal sizes")
    yield Input((array(0, 1, 3), array(5, 6, 9)))
    yield Input((array(1, 1, 4), array(2, 0, 2)))
    yield Input((array(4, 0, 2, 6), array(5, 1, -3, 0)))
    for n in (2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 5, 5, 6, 6, 7, 8, 8, 10, 12):
        yield Input((_places(rng, n), _places(rng, n)), "", True)
    for n in (1, 3, 5, 13, 17, 30):
        yield Input((rng.uniform(-10, 10, n), rng.uniform(-10, 10, n)), "one point" if n == 1 else "", True)
    for n, m in ((2, 5), (13, 17), (30, 13), (17, 30)):
        yield Input((rng.uniform(-10, 10, n), rng.uniform(-10, 10, m)), "unequal sizes", True)
    for n, m in ((1, 2), (2, 1), (2, 3), (3, 2), (2, 4), (4, 3), (3, 5), (6, 4), (5, 7), (8, 3), (4, 9), (12, 10)):
        yield Input((_places(rng, n), _places(rng, m)), "unequal sizes", True)
    yield Input((_places(rng, 3) + 1000, _places(rng, 3) - 1000), "large values", True)


def _places(rng: np.random.Generator, n: int) -> Array:
    """-9.99 to 9.99, to two digits, in no order."""
    return rng.integers(-999, 1000, n) / 100


def sizes(x: Array, y: Array) -> tuple[int, float]:
    """Levels k/n are cumulated (n + m roundings) and multiplied by gaps, which carry the roundings of the places."""
    places = np.concatenate([x, y])
    return places.size, float(np.max(abs(places)) + np.ptp(places))


def _sorted(x: Array, y: Array) -> Array:
    """The gaps between sorted samples, of as many points as the shorter one has."""
    n = min(len(x), len(y))
    return np.abs(np.sort(x)[:n] - np.sort(y)[:n])


def _unsorted(x: Array, y: Array) -> Array:
    n = min(len(x), len(y))
    return np.abs(x[:n] - y[:n])


def _gaps(x: Array, y: Array) -> tuple[Array, Array]:
    """Differences of the two distribution functions between neighbouring places, and how far these are apart."""
    places = np.sort(np.concatenate([x, y]))
    below_x = np.searchsorted(np.sort(x), places[:-1], side="right") / len(x)
    below_y = np.searchsorted(np.sort(y), places[:-1], side="right") / len(y)
    return np.abs(below_x - below_y), np.diff(places)


def w2(x: Array, y: Array) -> float:
    from numerics import wasserstein

    return wasserstein(x, y, order=2)


def largest(x: Array, y: Array) -> float:
    from numerics import wasserstein

    return wasserstein(x, y, order=np.inf)


MISTAKES = (
    Mistake("not sorted", "the points are matched in the order given; on the line sorted samples are matched",
            lambda x, y: _unsorted(x, y).mean()),
    Mistake("one sorted", "one sample is sorted and the other is not", lambda x, y: np.abs(np.sort(x) - y).mean()),
    Mistake("sum for mean", "the gaps are added up; each point has the weight 1/n, so it is their mean",
            lambda x, y: w1(x, y) * max(len(x), len(y))),
    Mistake("cut to the shorter", "the longer sample is cut to the length of the shorter one",
            lambda x, y: _sorted(x, y).mean()),
    Mistake("cut, over the longer", "the longer sample is cut, and the sum divided by the longer length",
            lambda x, y: _sorted(x, y).sum() / max(len(x), len(y))),
    Mistake("W2", "this is W2, the root of the mean square; for W1 the absolute gaps are averaged", w2),
    Mistake("W2 squared", "this is W2 squared, the mean square of the gaps", lambda x, y: w2(x, y) ** 2),
    Mistake("W2 of unsorted", "this is the root mean square of unsorted gaps",
            lambda x, y: np.sqrt((_unsorted(x, y) ** 2).mean())),
    Mistake("squares of unsorted", "this is the mean square of unsorted gaps",
            lambda x, y: (_unsorted(x, y) ** 2).mean()),
    Mistake("W infinity", "this is the largest gap, W infinity", largest),
    Mistake("difference of means", "this is the distance of the means, a lower bound of W1",
            lambda x, y: abs(x.mean() - y.mean())),
    Mistake("no absolute value", "the absolute value is missing: gaps of both signs cancel",
            lambda x, y: x.mean() - y.mean()),
    Mistake("no absolute value, swapped", "the absolute value is missing: gaps of both signs cancel",
            lambda x, y: y.mean() - x.mean()),
    Mistake("difference of medians", "this is the distance of the medians",
            lambda x, y: abs(np.median(x) - np.median(y))),
    Mistake("all pairs", "this is the mean over all pairs, the cost of the independent plan, not of the best one",
            lambda x, y: np.abs(x[:, None] - y).mean()),
    Mistake("nearest", "each point goes to the nearest one: then the masses do not match",
            lambda x, y: np.abs(x[:, None] - y).min(1).mean()),
    Mistake("median gap", "this is the median of the gaps; W1 is their mean", lambda x, y: np.median(_sorted(x, y))),
    Mistake("Kolmogorov", "this is the largest difference of the distribution functions; W1 is the area between them",
            lambda x, y: _gaps(x, y)[0].max(initial=0.0)),
    Mistake("no widths", "differences of the distribution functions are added up without the widths of the gaps",
            lambda x, y: _gaps(x, y)[0].sum()),
    Mistake("area of squares", "the difference of the distribution functions is squared (Cramer's distance)",
            lambda x, y: _gaps(x, y)[0] ** 2 @ _gaps(x, y)[1]),
    Mistake("histograms", "x and y are taken for the weights of laws; they are places",
            lambda x, y: np.abs(np.cumsum(x - y)).sum()),
    Mistake("grid of quantiles", "quantiles are interpolated on a grid: between two points there is no mass",
            lambda x, y: np.abs(np.quantile(x, GRID) - np.quantile(y, GRID)).mean()),
    Mistake("factor 1/2", "off by the factor 1/2", lambda x, y: w1(x, y) / 2),
    usual.sign(w1),
)  # fmt: skip

WASSERSTEIN_1D = Probed(
    name="wasserstein_1d",
    signature="wasserstein_1d(x, y)",
    says="The Wasserstein-1 (earth mover's) distance between two samples on the line, in the unit of x, as a number. "
         "x and y are numpy arrays of places, of shapes (n,) and (m,), in any order, n and m at least 1 and not "
         "always equal: every point of x has the weight 1/n and every point of y the weight 1/m.",
    reference=w1,
    inputs=samples,
    sizes=sizes,
    mistakes=MISTAKES,
)  # fmt: skip
