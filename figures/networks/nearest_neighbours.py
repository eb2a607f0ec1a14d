r"""Question  Are generated digits copies of training digits?
Claim     goodfellow-figure-2
Answer    No. Beside each sample stands the nearest of all training digits, and it is another image; fresh real digits
          mostly lie nearer to the training digits than samples do.
Slide     000 Figure 2 of the paper
Listed    fig-goodfellow-fig2, schematic
Make      python -m figures nearest-neighbours
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import numpy as np

from figures.runs.digits import SETTINGS, digits, painted
from figures.stage.colours import DATA, INK, MODEL
from figures.stage.feature import Feature, above, below, close, same
from figures.stage.page import Data
from figures.stage.remembered import remembered
from figures.stage.strips import strips

PANELS = (1, 2)
WIDTHS = (5, 4)
#: Samples that are shown: the first so many, not chosen.
ROWS, COLUMNS = 2, 6


def data() -> Data:
    run, shown = remembered(digits, **SETTINGS), ROWS * COLUMNS
    found, fresh = np.sort(run["distance"].astype(np.float64)), np.sort(run["fresh"].astype(np.float64))
    return {
        "samples": run["x"][:shown], "places": run["nearest"][:shown],
        "neighbours": run["real"][run["nearest"][:shown]], "distances": found, "fresh": fresh,
        "nearer": 1 - float(np.mean(np.searchsorted(fresh, found)) / len(fresh)),
    }  # fmt: skip


def check(data: Data) -> Iterator[Feature]:
    run = remembered(digits, **SETTINGS)
    samples, real, apart = np.asarray(data["samples"], np.float64), run["real"].astype(np.float64), _apart()
    yield close("samples, against two matrix products", samples, painted(run, run["z"][: len(samples)]), within=1e-4,
                because="torch in float32: 1024 products, that add up to less than 100")  # fmt: skip
    order = np.argsort(apart[: len(samples)], axis=1)
    yield same("nearest training digits: the argmin over all of them, in float64", np.asarray(data["places"]),
               order[:, 0])  # fmt: skip
    yield same("what stands beside each sample is that digit", data["neighbours"], run["real"][order[:, 0]])
    margin = np.take_along_axis(apart[: len(samples)], order[:, :2], axis=1)
    yield above("by how much the second nearest is farther", np.diff(margin, axis=1), 1e-5,
                because="ten times float32's rounding of a distance")  # fmt: skip
    least = np.abs(samples[:, None] - real[None]).max(-1).min()
    yield above("largest difference of a pixel, sample and training digit, at least", least, 0.125,
                because="a level of the scans: no sample is a copy")  # fmt: skip
    yield close("distances of the samples to the nearest, in order", data["distances"], np.sort(apart.min(1)),
                within=1e-5, because="float32: 64 squares up to 4")  # fmt: skip
    fresh, found = np.asarray(data["fresh"]), np.asarray(data["distances"])
    yield close("training and fresh digits are scikit-learn's scans, each once", _known(), _scans(), within=0,
                because="whole numbers, in one order")  # fmt: skip
    yield close("distances of fresh digits to the nearest, in order", fresh, _apart_fresh(), within=1e-5,
                because="float32: 64 squares up to 4")  # fmt: skip
    wins = (found[:, None] < fresh[None]).mean() + (found[:, None] == fresh[None]).mean() / 2
    yield close("P(a sample is nearer than a fresh digit), by counting pairs", data["nearer"], wins, within=1e-6,
                because="ties count half here and not there: none but by chance of rounding")  # fmt: skip
    yield below("which is less than a perfect generator's", data["nearer"], 0.5,
                because="1/2 for equal laws; 1 for copies")  # fmt: skip
    yield same("both curves climb", bool(np.all(np.diff(found) >= 0) and np.all(np.diff(fresh) >= 0)), True)


@cache
def _apart() -> np.ndarray:
    """Every distance from a sample to a training digit, in float64."""
    run = remembered(digits, **SETTINGS)
    real = run["real"].astype(np.float64)
    return np.sqrt(np.array([((each - real) ** 2).sum(-1) for each in run["x"].astype(np.float64)]))


@cache
def _apart_fresh() -> np.ndarray:
    """From each held-out digit to the nearest training digit, in order: from whole numbers, the levels of the scans."""
    run = remembered(digits, **SETTINGS)
    real, held = (np.rint(8 * run[name] + 8).astype(np.int64) for name in ("real", "held"))
    return np.sqrt(np.sort([((each - real) ** 2).sum(-1).min() for each in held])) / 8


@cache
def _known() -> np.ndarray:
    """The run's training and held-out digits as levels from 0 to 16, in an order that does not depend on the split."""
    run = remembered(digits, **SETTINGS)
    return np.array(sorted((np.concatenate([run["real"], run["held"]]) * 8 + 8).tolist()))


@cache
def _scans() -> np.ndarray:
    """All scans that there are, in that order."""
    from sklearn.datasets import load_digits  # takes a second

    return np.array(sorted(load_digits(return_X_y=True)[0].tolist()))


def draw(axes: Any, data: Data) -> None:
    pairs, curves = axes
    blocks = [np.asarray(data[name]).reshape(ROWS, COLUMNS, 64) for name in ("samples", "neighbours")]
    strips(pairs, np.stack(blocks, axis=1).reshape(2 * ROWS, COLUMNS, 64), [MODEL, DATA] * ROWS)
    pairs.text(0, -1, "samples, and below each", color=MODEL, va="bottom")
    pairs.text(0, 9 * 2 * ROWS + 2, "the nearest training digit", color=DATA, va="top")
    for name, colour, style in (("fresh", DATA, "-"), ("distances", MODEL, "--")):
        curves.plot(data[name], np.arange(1, len(data[name]) + 1) / len(data[name]), color=colour, linestyle=style)
    curves.text(1.55, 0.72, "fresh\ndigits", ha="right", color=DATA)
    curves.text(3.45, 0.4, "samples", ha="left", color=MODEL)
    curves.set(xlabel="distance to the nearest training digit", ylabel="share that is nearer", ylim=(0, 1.02))
    said = f"a sample is nearer than a fresh\ndigit in {data['nearer']:.0%} of pairs (copies: 100%)"
    curves.set_title(said, color=INK)
