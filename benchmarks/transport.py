"""Wasserstein on the line against scipy and, where it is installed, POT."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from typing import Any

import numpy as np
from scipy.stats import wasserstein_distance

from benchmarks.timing import ratios, side_by_side
from numerics.transport import wasserstein


def speed(rng: np.random.Generator, *, seconds: float) -> Iterator[dict[str, Any]]:
    """Equal and given weights, n points each; POT's wasserstein_1d where there is POT."""
    try:
        pot = importlib.import_module("ot")
    except ImportError:
        pot = None
    for n in (1000, 5000):
        x, y = rng.normal(size=n), rng.normal(1, 2, size=n)
        u, v = rng.dirichlet(np.ones(n)), rng.dirichlet(np.ones(n))
        equal: dict[str, Any] = {"ours": lambda x=x, y=y: wasserstein(x, y),
                                 "scipy": lambda x=x, y=y: wasserstein_distance(x, y)}  # fmt: skip
        given: dict[str, Any] = {
            "ours": lambda x=x, y=y, u=u, v=v: wasserstein(x, y, x_weights=u, y_weights=v),
            "scipy": lambda x=x, y=y, u=u, v=v: wasserstein_distance(x, y, u, v),
        }
        if pot is not None:
            equal["POT"] = lambda x=x, y=y: pot.wasserstein_1d(x, y)
            given["POT"] = lambda x=x, y=y, u=u, v=v: pot.wasserstein_1d(x, y, u, v)
        for case, functions in ((f"W_1, n = {n}, equal weights", equal), (f"W_1, n = {n}, weights", given)):
            timed = side_by_side(functions, seconds=seconds)
            yield {"case": case, "ours": timed["ours"].median, "ratio": ratios(timed)}
