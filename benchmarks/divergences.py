"""KL and JSD of weights: accuracy on hard cases against 60 digits, speed at several sizes."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import flint
import numpy as np
from flint import arb
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


def with_dit(p: Any, q: Any) -> float:
    """dit's Jensen-Shannon divergence, which is in bits."""
    dit, divergences = importlib.import_module("dit"), importlib.import_module("dit.divergences")
    names = [str(k) for k in range(len(p))]
    return float(divergences.jensen_shannon_divergence([dit.Distribution(names, list(w)) for w in (p, q)])) * np.log(2)


def peers(what: str, n: int) -> dict[str, Callable[[Any, Any], Any]]:
    """Who answers the same question; dit, if it is installed, at small sizes (it takes half a second for 1000
    weights)."""
    found = dict({"JSD": JS, "KL": KL}[what])
    if what == "JSD" and n <= 100 and importlib.util.find_spec("dit"):
        found["dit"] = with_dit
    return found


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
    long = rng.dirichlet(np.ones(10**6))
    near = long * (1 + 1e-7 * rng.uniform(-1, 1, 10**6))
    yield "n = 10^6, p ~ q to 1e-7", (long, near / near.sum())


def exact(p: Any, q: Any) -> dict[str, arb]:
    """JSD and KL in balls of 220 bits, on the numbers as they are given; KL without its linear part, as numerics
    states."""
    js = kl = arb(0)
    with flint.ctx.workprec(220):
        for a, b in zip(map(float, p), map(float, q), strict=True):
            x, y = arb(a), arb(b)
            both = x + y
            first, second = (x * (2 * x / both).log() if a else arb(0)), (y * (2 * y / both).log() if b else arb(0))
            js += first + second
            kl += (x * (x / y).log() if a else arb(0)) - x + y
        return {"JSD": js / 2, "KL": kl}


def accuracy(rng: np.random.Generator) -> Iterator[dict[str, Any]]:
    """For each hard case: the relative error of each, or nan."""
    for case, (p, q) in hard_cases(rng):
        true = exact(p, q)
        for what in ("JSD", "KL"):
            row = {}
            for name, of in peers(what, p.size).items():
                with np.errstate(all="ignore"):
                    found = float(of(p, q))
                with flint.ctx.workprec(220):
                    row[name] = (
                        float(abs((arb(found) - true[what]) / true[what]).mid()) if np.isfinite(found) else np.nan
                    )
            yield {"case": f"{what}, {case}", "relative error": row}


def speed(rng: np.random.Generator, *, seconds: float) -> Iterator[dict[str, Any]]:
    """Times at several sizes, and ratios to ours."""
    for what in ("JSD", "KL"):
        for shape in ((100,), (10_000,), (1_000_000,), (1000, 1000)):
            p, q = (
                rng.dirichlet(np.ones(shape[-1]), shape[:-1] or None),
                rng.dirichlet(np.ones(shape[-1]), shape[:-1] or None),
            )
            calls = {name: partial(of, p, q) for name, of in peers(what, p.size).items()}
            timed = side_by_side(calls, seconds=seconds)
            size = "x".join(map(str, shape))
            per_bin = timed["ours"].median / p.size * 1e9
            logs = 2 * side_by_side({"ours": partial(np.log, p)}, seconds=seconds / 2)["ours"].median
            yield {"case": f"{what}, n = {size}", "ours": timed["ours"].median, "ns per bin": per_bin,
                   "two logs": timed["ours"].median / logs, "ratio": ratios(timed)}  # fmt: skip
