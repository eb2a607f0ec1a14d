"""What an experiment finds: numbers with intervals, each against the bar that the sentence sets.

    yes        the whole interval lies on the sentence's side of the bar
    no         the whole interval lies on the other side
    open       the bar is inside: too few seeds to say

Intervals need no assumption about how the numbers are distributed.  A share has the interval of Clopper and Pearson,
a median that of the order statistics: x_(k) ... x_(n+1-k) misses it with probability 2 P(Bin(n, 1/2) < k) at most.
Every interval misses with probability RISK at most, so a wrong yes, or a wrong no, has probability RISK at most.

Source   Clopper and Pearson 1934; David and Nagaraja 2003, Order Statistics, Section 7.1
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sized
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from scipy.stats import binom

from numerics.samples import clopper_pearson

RISK = 1e-4


@dataclass(frozen=True, kw_only=True)
class Effect:
    """One number, and what the sentence says of it.

    what       the number in words, with its condition: "modes held of 8, plain GAN"
    bar        the sentence says that the number is above it, or below it if not `above`
    seeds      how many independent members it rests on; 1 for a number that is computed
    """

    what: str
    estimate: float
    low: float
    high: float
    bar: float
    above: bool
    seeds: int

    @property
    def answer(self) -> str:
        """yes, no or open."""
        over, under = self.low > self.bar, self.high < self.bar
        yes, no = (over, under) if self.above else (under, over)
        return "yes" if yes else "no" if no else "open"

    def as_json(self) -> dict[str, Any]:
        """All of it, the answer included."""
        return {**asdict(self), "answer": self.answer}


def share(what: str, hits: Iterable[Any], *, above: float | None = None, below: float | None = None) -> Effect:
    """How many of the members do it: `hits` holds a truth value for each."""
    found = [bool(hit) for hit in hits]
    if not found:
        raise ValueError(f"{what}: a share of no members is no number; give one truth value a member")
    interval = clopper_pearson(sum(found), len(found), confidence=1 - RISK)
    return _effect(what, sum(found) / len(found), interval.low, interval.high, above, below, len(found))


def median(what: str, values: Any, *, above: float | None = None, below: float | None = None) -> Effect:
    """The median over members of a number: `values` [E]; for two ways to be compared, of the members' differences.

    Raises ValueError for fewer than 15 members, where no interval of this risk exists, and for a nan.
    """
    x = np.sort(np.asarray(values, dtype=float).ravel())
    if np.isnan(x).any():
        raise ValueError(f"{what}: {np.isnan(x).sum()} of {_count(x)} are nan; give a number for every member")
    k = int(binom.ppf(RISK / 2, len(x), 0.5)) if len(x) else 0  # the largest k with P(Bin < k) <= RISK/2
    if k < 1:
        least = math.ceil(1 - math.log2(RISK))
        raise ValueError(f"{what}: {_count(x)} have no interval for the median at risk {RISK}; give {least} or more")
    return _effect(what, float(np.median(x)), float(x[k - 1]), float(x[-k]), above, below, len(x))


def computed(
    what: str, value: float, *, error: float, above: float | None = None, below: float | None = None
) -> Effect:
    """A number that rests on no draw, and the bound on its error."""
    return _effect(what, value, value - error, value + error, above, below, 1)


def _effect(
    what: str, value: float, low: float, high: float, above: float | None, below: float | None, n: int
) -> Effect:
    if (above is None) == (below is None):
        raise ValueError(f"{what}: a sentence sets one bar; give above or below, and not both")
    bar = above if above is not None else below
    assert bar is not None
    return Effect(what=what, estimate=value, low=low, high=high, bar=bar, above=above is not None, seeds=n)


def _count(x: Sized) -> str:
    return f"{len(x)} member{'' if len(x) == 1 else 's'}"
