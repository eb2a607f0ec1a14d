"""Question  If two laws differ by so much in total variation, what can their JSD be?
Claim     jsd-at-most-log2-tv, jsd-at-least-in-tv, tv-at-most-root-two-jsd
Answer    Anything between two curves, both of which are reached; so TV and JSD go to 0 together, and JSD = log 2 only
          at TV = 1.
Slide     ours
Listed    ours, numeric
Make      python -m figures total-variation
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import numpy as np
from scipy.special import entr

from figures.stage.colours import MUTED, NUMERICS, THEORY
from figures.stage.feature import Feature, above, below, close, same
from figures.stage.page import Data
from numerics import entropy, js, normalise, tv
from theory.inequalities.finite_laws import jensen_shannon

LEVELS = [Fraction(k, 50) for k in range(51)]
FEW = [Fraction(k, 10) for k in range(1, 10)]
#: Pairs on four points, from nearly alike to nearly disjoint: weights are powers of uniform numbers.
PAIRS = normalise(np.random.default_rng(0).uniform(size=(2, 400, 4)) ** np.geomspace(0.2, 12, 400)[:, None])


def data() -> Data:
    return {
        "tv": np.array([float(v) for v in LEVELS]),
        "lower": np.array([float(jensen_shannon(*_reversed(v))) for v in LEVELS]),
        "upper": np.array([float(jensen_shannon(*_split(v))) for v in LEVELS]),
        "root": np.array([float(v) ** 2 / 2 for v in LEVELS]),
        "few": np.array([tv(*np.array(_reversed(v), float)) for v in FEW]),
        "few_lower": np.array([js(*np.array(_reversed(v), float)) for v in FEW]),
        "few_upper": np.array([js(*np.array(_split(v), float)) for v in FEW]),
        "pairs_tv": tv(*PAIRS), "pairs_js": js(*PAIRS),
    }  # fmt: skip


def _reversed(v: Fraction) -> tuple[tuple[Fraction, ...], tuple[Fraction, ...]]:
    """Two points, exchanged: the laws of TV v that are hardest to tell apart."""
    return ((1 + v) / 2, (1 - v) / 2), ((1 - v) / 2, (1 + v) / 2)


def _split(v: Fraction) -> tuple[tuple[Fraction, ...], tuple[Fraction, ...]]:
    """A part each that the other lacks, and the rest in common: the easiest."""
    return (v, Fraction(0), 1 - v), (Fraction(0), v, 1 - v)


def check(data: Data) -> Iterator[Feature]:
    v, few = data["tv"], data["few"]
    yield same("values of TV", v, np.arange(51) / 50)
    yield close("those of the dots, by the definition", few, np.arange(1, 10) / 10, within=1e-15, because="roundings")
    rounded = "64 eps, the bar of numerics.divergences"
    for name, at, what in (("lower", v, "curve"), ("few_lower", few, "dots")):
        yield close(f"least JSD, {what}: log 2 - h((1 - TV)/2)", data[name], np.log(2) - _binary((1 - at) / 2),
                    within=1e-14, because=rounded)  # fmt: skip
    for name, at, what in (("upper", v, "curve"), ("few_upper", few, "dots")):
        yield close(f"greatest JSD, {what}: TV log 2", data[name], np.log(2) * at, within=1e-14, because=rounded)
    yield close("the corollary TV^2/2", data["root"], v * v / 2, within=1e-15, because="roundings")
    yield above("which is below the lower curve", (data["lower"] - data["root"])[1:], 0.0, because="a weaker bound")
    yield close("and is sharp at 0: TV^2/JSD at TV = 0.02", v[1] ** 2 / data["lower"][1], 2.0,
                within=2e-4, because="the next term is -TV^2/3")  # fmt: skip
    p, q = PAIRS
    apart = np.abs(p - q).sum(-1) / 2
    found = entropy((p + q) / 2) - (entropy(p) + entropy(q)) / 2
    yield close("TV of the pairs at random", data["pairs_tv"], apart, within=1e-14, because=rounded)
    yield close("JSD of the pairs, by entropies: H(m) - (H(p) + H(q))/2", data["pairs_js"], found,
                within=1e-14, because="cancellation of numbers below 2")  # fmt: skip
    yield below("none is above TV log 2", data["pairs_js"] - np.log(2) * data["pairs_tv"], 1e-14, because=rounded)
    yield above("none below the curve", data["pairs_js"] - np.log(2) + _binary((1 - data["pairs_tv"]) / 2), -1e-14,
                because=rounded)  # fmt: skip
    yield close("the curves meet at TV = 0 and 1: JSD is 0 and log 2", [data["lower"][[0, -1]], data["upper"][[0, -1]]],
                [[0, np.log(2)]] * 2, within=1e-15, because="roundings")  # fmt: skip


def _binary(u: np.ndarray) -> np.ndarray:
    """h(u) = -u log u - (1 - u) log(1 - u), of numbers that a broken figure may have outside [0, 1], too."""
    return entr(u) + entr(1 - u)


def draw(ax: Any, data: Data) -> None:
    ax.fill_between(data["tv"], data["lower"], data["upper"], color=THEORY, alpha=0.12, linewidth=0)
    ax.plot(data["pairs_tv"], data["pairs_js"], "o", color=NUMERICS, alpha=0.4, markersize=3, markeredgewidth=0)
    ax.plot(data["tv"], data["lower"], color=THEORY, clip_on=False)
    ax.plot(data["tv"], data["upper"], color=THEORY, clip_on=False)
    ax.plot(data["tv"], data["root"], color=MUTED, linestyle=":")
    ax.plot(data["few"], data["few_lower"], "o", data["few"], data["few_upper"], "o", color=NUMERICS, clip_on=False)
    ax.text(0.05, 0.5, "at most $(\\log 2)\\,\\mathrm{TV}$, by\n$(v, 0, 1 - v)$ and $(0, v, 1 - v)$")
    ax.text(0.985, 0.03, "at least $\\log 2 - h((1 - \\mathrm{TV})/2)$, by\n"
            "$((1 + v)/2, (1 - v)/2)$ and its reverse", ha="right")  # fmt: skip
    ax.text(0.985, 0.37, r"$\mathrm{TV}^2/2$", ha="right", color=MUTED)
    ax.set(xlabel="TV", ylabel="JSD (nats)", xlim=(0, 1), ylim=(0, 0.72), xticks=[0, 0.5, 1], yticks=[0, 0.2, 0.4, 0.6])
