"""Pairs of laws on finitely many outcomes: the inputs of every function of p and q.

The drawn ones have weights k/1000, so that a witness can be typed; their sums are 1 to a few eps.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from grading.probes.probed import EPS, Input, array

#: Small, and no pair is symmetric: p and q swapped, or two outcomes exchanged, change every answer.
FIXED = (
    Input((array(1), array(1)), "one point"),
    Input((array(0.5, 0.5), array(0.25, 0.75))),
    Input((array(0.25, 0.75), array(0.25, 0.75))),
    Input((array(0.75, 0.25), array(0.5, 0.5))),
    Input((array(0, 1), array(0.5, 0.5)), "zeros"),
    Input((array(1, 0), array(0.25, 0.75)), "zeros"),
    Input((array(0.5, 0.5), array(1, 0)), "infinite values"),
    Input((array(0, 1), array(1, 0)), "disjoint supports"),
    Input((array(1e-9, 1 - 1e-9), array(0.5, 0.5)), "tiny values"),
    Input((array(0.5, 0.5), array(1e-9, 1 - 1e-9)), "tiny values"),
    # the other weight is 1 to the last bit.  A p that is as small counts for nothing, unless q is 0 there
    Input((array(0.5, 0.5), array(1e-20, 1)), "tiny values"),
    Input((array(0.25, 0.75), array(1, 1e-300)), "tiny values"),
    Input((array(1e-11, 1 - 1e-11), array(0.5, 0.5)), "tiny values"),
    Input((array(1e-20, 1), array(0, 1)), "infinite values"),
    Input((array(1, 1e-300), array(1, 0)), "infinite values"),
    Input((array(0.5, 0.25, 0.25), array(0.125, 0.625, 0.25))),
    Input((array(0.2, 0.3, 0.5), array(0.6, 0.3, 0.1))),
    Input((array(0.5, 0.5, 0), array(0.25, 0.75, 0)), "zeros"),
    Input((array(0.5, 0.5, 0), array(0.25, 0.25, 0.5)), "zeros"),
    Input((array(0.25, 0.25, 0.5), array(0.5, 0.5, 0)), "infinite values"),
    Input((array(0.5, 0.5, 0, 0), array(0, 0, 0.25, 0.75)), "disjoint supports"),
    Input((array(0.25, 0.25, 0.25, 0.25), array(0.1, 0.2, 0.3, 0.4))),
)


def pairs(rng: np.random.Generator) -> Iterator[Input]:
    """22 fixed pairs and 28 drawn ones, of 2 to 12 outcomes and of 50."""
    yield from FIXED
    for n in (2, 2, 2, 3, 3, 4, 4, 5, 5, 6, 7, 8, 10, 12, 50):
        yield Input((law(rng, n), law(rng, n)), "", True)
    for n in (2, 3, 3, 4, 5, 6):
        yield Input((law(rng, n, zeros=1), law(rng, n)), "zeros", True)
    for n in (4, 5, 6):
        # both are zero at the same outcome
        p, q = law(rng, n - 1), law(rng, n - 1)
        at = int(rng.integers(n))
        yield Input((np.insert(p, at, 0.0), np.insert(q, at, 0.0)), "zeros", True)
    for n in (3, 4, 6):
        yield Input((law(rng, n), law(rng, n, zeros=1)), "infinite values", True)
    yield Input(
        (np.append(law(rng, 3), [0.0, 0.0]), np.append([0.0, 0.0, 0.0], law(rng, 2))), "disjoint supports", True
    )


def finite_pairs(rng: np.random.Generator) -> Iterator[Input]:
    """The same pairs for a function that is never infinite: where q = 0 < p there are zeros, and nothing else.

    Without the weights below rounding: they add nothing here, and who takes 1 - p/(p + q), rightly, has 0 for it.
    """
    for each in pairs(rng):
        p, q = each.arguments
        if np.all((p == 0) | (p > EPS)) and np.all((q == 0) | (q > EPS)):
            yield replace(each, tag="zeros") if each.tag == "infinite values" else each


def law(rng: np.random.Generator, n: int, *, zeros: int = 0) -> np.ndarray:
    """A law on n outcomes with weights k/1000, k at least 20 (5 of many), except at so many outcomes, where it is 0."""
    least = 20 if n <= 12 else 5
    counts = least + rng.multinomial(1000 - least * (n - zeros), rng.dirichlet(np.ones(n - zeros)))
    return rng.permutation(np.append(counts, np.zeros(zeros, counts.dtype))) / 1000


def log(x: np.ndarray) -> np.ndarray:
    """log x, and 0 for x = 0, where it is multiplied by 0."""
    return np.log(np.where(x > 0, x, 1.0))


def logs(p: np.ndarray, q: np.ndarray) -> tuple[int, float]:
    """Terms p log p and p log q apart, both ways and for the mixture: the largest terms that a routine may add up.

    The 2 is for the roundings of ratios and of the weights themselves, whose logarithms carry them in absolute size.
    """
    m = (p + q) / 2
    both = (p + q) * (abs(log(p)) + abs(log(q)) + abs(log(m)))
    return p.size, float(both.sum()) + 2


def absolute(p: np.ndarray, q: np.ndarray) -> tuple[int, float]:
    """Terms |p - q|, each with the roundings of p and q."""
    return p.size, float((p + q).sum())
