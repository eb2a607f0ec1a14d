"""Times of several functions on the same input, taken in turns so that a busy machine slows all of them."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Timed:
    """Seconds for one call: the median over rounds, and the smallest."""

    median: float
    least: float


def side_by_side(functions: dict[str, Callable[[], Any]], *, seconds: float = 0.4, rounds: int = 7) -> dict[str, Timed]:
    """Time every function in every round, in the same order; each round calls it often enough to last a moment.

    seconds: for each function, over all rounds.  A function that raises is left out of the result.
    """
    repeats, found = {}, {}
    for name, function in functions.items():
        start = time.perf_counter()
        function()
        once = max(time.perf_counter() - start, 1e-7)
        repeats[name] = max(1, int(seconds / rounds / once))
    samples: dict[str, list[float]] = {name: [] for name in functions}
    for _ in range(rounds):
        for name, function in functions.items():
            start = time.perf_counter()
            for _ in range(repeats[name]):
                function()
            samples[name].append((time.perf_counter() - start) / repeats[name])
    for name, times in samples.items():
        found[name] = Timed(statistics.median(times), min(times))
    return found


def ratios(times: dict[str, Timed], of: str = "ours") -> dict[str, float]:
    """Each time over ours, of the medians: above 1, ours is faster."""
    return {name: timed.median / times[of].median for name, timed in times.items() if name != of}
