"""KL and JSD of weights: accuracy on hard cases against 60 digits, speed at several sizes."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import mpmath as mp
import numpy as np
from scipy.spatial.distance import jensenshannon
from scipy.special import rel_entr

import numerics
from benchmarks.timing import ratios, side_by_side

Pair = tuple[Any, Any]


def textbook_js(p: Any, q: Any) -> Any:
    """What is written in a notebook: p log(p/m)."""
    m = (p + q) / 2
    return 0.5 * (np.sum(p * np.log(p / m), axis=-1) + np.sum(q * np.log(q / m), axis=-1))


def rel_entr_js(p: Any, q: Any) -> Any:
    m = (p + q) / 2
    return 0.5 * (rel_entr(p, m).sum(axis=-1) + rel_entr(q, m).sum(axis=-1))


def scipy_js(p: Any, q: Any) -> Any:
    distance: Any = jensenshannon  # its stub does not know `axis`
    return distance(p, q, axis=-1) ** 2


JS: dict[str, Callable[[Any, Any], Any]] = {
    "ours": numerics.js,
    "scipy jensenshannon^2": scipy_js,
    "rel_entr": rel_entr_js,
    "numpy p log(p/m)": textbook_js,
}
KL: dict[str, Callable[[Any, Any], Any]] = {
    "ours": numerics.kl,
    "rel_entr": lambda p, q: rel_entr(p, q).sum(axis=-1),
    "numpy p log(p/q)": lambda p, q: np.sum(p * np.log(p / q), axis=-1),
}


def peers_with(name: str) -> dict[str, Callable[[Any, Any], Any]]:
    """JS and its optional peers: dit, if it is installed."""
    found = dict(JS)
    try:
        dit = importlib.import_module("dit")
        divergence = importlib.import_module("dit.divergences")
    except ImportError:
        return found

    def with_dit(p: Any, q: Any) -> float:
        outcomes = [str(k) for k in range(len(p))]
        laws = [dit.ScalarDistribution(outcomes, list(weights)) for weights in (p, q)]
        return float(divergence.jensen_shannon_divergence(laws)) * float(np.log(2))

    return {**found, name: with_dit}


def hard_cases(rng: np.random.Generator) -> Iterator[tuple[str, Pair]]:
    p = rng.dirichlet(np.ones(100))
    yield "random, n = 100", (p, rng.dirichlet(np.ones(100)))
    for e in (1e-4, 1e-6, 1e-8, 1e-12):
        q = p * (1 + e * rng.uniform(-1, 1, 100))
        yield f"p ~ q to {e:g}", (p, q / q.sum())
    tiny = np.where(np.arange(100) < 50, 1e-300 * rng.uniform(1, 2, 100), p)
    other = np.where(np.arange(100) < 50, 1e-300 * rng.uniform(1, 2, 100), rng.dirichlet(np.ones(100)))
    yield "half the weights 1e-300", (tiny / tiny.sum(), other / other.sum())
    zeros = p * (np.arange(100) % 3 > 0)
    yield "zeros in p", (zeros / zeros.sum(), p)
    single = rng.dirichlet(np.ones(100)).astype(np.float32)
    yield "float32 input", (single, p.astype(np.float32))
    long = rng.dirichlet(np.ones(10**5))
    near = long * (1 + 1e-7 * rng.uniform(-1, 1, 10**5))
    yield "n = 10^5, p ~ q to 1e-7", (long, near / near.sum())


def exact_js(p: Any, q: Any) -> Any:
    """At 60 digits, on the numbers as they are given."""
    with mp.workdps(60):
        total: Any = mp.mpf(0)
        for a, b in zip(p, q, strict=True):
            x, y = mp.mpf(float(a)), mp.mpf(float(b))
            total += (x * mp.log(2 * x / (x + y)) if x else 0) + (y * mp.log(2 * y / (x + y)) if y else 0)
        return total / 2


def accuracy(rng: np.random.Generator) -> Iterator[dict[str, Any]]:
    """For each hard case: the relative error of each, or nan."""
    for case, (p, q) in hard_cases(rng):
        true, row = exact_js(p, q), {}
        for name, of in JS.items():
            with np.errstate(all="ignore"):
                row[name] = abs(float((mp.mpf(float(of(p, q))) - true) / true))
        yield {"case": case, "relative error": row}


def speed(rng: np.random.Generator, *, seconds: float) -> Iterator[dict[str, Any]]:
    """Times at several sizes, and ratios to ours."""
    for what, peers in (("JSD", JS), ("KL", KL)):
        for shape in ((100,), (10_000,), (1_000_000,), (1000, 1000)):
            p, q = (
                rng.dirichlet(np.ones(shape[-1]), shape[:-1] or None),
                rng.dirichlet(np.ones(shape[-1]), shape[:-1] or None),
            )
            timed = side_by_side({name: partial(of, p, q) for name, of in peers.items()}, seconds=seconds)
            size = "x".join(map(str, shape))
            per_bin = timed["ours"].median / p.size * 1e9
            logs = 2 * side_by_side({"ours": partial(np.log, p)}, seconds=seconds / 2)["ours"].median
            yield {"case": f"{what}, n = {size}", "ours": timed["ours"].median, "ns per bin": per_bin,
                   "two logs": timed["ours"].median / logs, "ratio": ratios(timed)}  # fmt: skip
