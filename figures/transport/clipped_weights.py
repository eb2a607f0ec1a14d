"""Question  Where do the weights of a clipped critic end up?
Claim     weight-clipping-bounds-lipschitz, gradient-clipping
Answer    At the two ends of the clip, nearly all of them, while the laws are apart: the steepest critic is a corner of
          the cube. Once a generator has come to the data they leave the ends again.
Slide     ours
Listed    ours, numeric
Make      python -m figures clipped-weights
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from figures.runs.clipped_weights import weights_on_the_way
from figures.stage.colours import THEORY, TRAINING
from figures.stage.feature import Feature, above, below, close, same
from figures.stage.page import Data
from figures.stage.remembered import remembered
from theory.proving.measured import records

PANELS = (1, 2)
LOOKS = (0, 10, 20, 30, 50, 70, 100, 150, 200, 300, 500, 700, 1000)
CLIP, MEMBERS, WEIGHTS, AT_THE_END = 0.1, 16, 1153, 0.01  # critics 1-32-32-1
EDGES = np.arange(-21, 22, 2) / 20  # bins of 1/10 about whole tenths of the clip


def data() -> Data:
    run = remembered(weights_on_the_way, looks=list(LOOKS), clip=CLIP, members=MEMBERS, seed=0)
    weights = {name: np.sort(run.pop(name).ravel()) for name in ("apart_weights", "game_weights")}
    return {
        "steps": np.array(LOOKS),
        "start": AT_THE_END,  # the share of weights that are uniform between the ends
        "edges": EDGES,
        **weights,
        **{f"{name[:-8]}_bins": np.histogram(each, EDGES)[0] / each.size for name, each in weights.items()},
        **{name: np.quantile(values, (0, 0.5, 1), axis=1) for name, values in run.items()},  # over the members
    }


def check(data: Data) -> Iterator[Feature]:
    yield same("steps", data["steps"].tolist(), list(LOOKS))
    yield close(
        "edges of the bins", data["edges"], np.arange(-105, 106, 10) / 100, within=1e-15, because="one rounding"
    )
    for name in ("apart", "game"):
        weights, bins, share = data[f"{name}_weights"], data[f"{name}_bins"], data[f"{name}_share"]
        yield above(f"{name}: weights in order, gaps", np.diff(weights), -1e-15, because="sorted")
        yield below(f"{name}: largest weight over the clip", np.abs(weights).max(), 1 + 1e-6, because="c in float32")
        counts = np.bincount(np.rint(weights * 10).astype(int) + 10, minlength=21)[:21] / weights.size
        yield close(f"{name}: bins, by rounding", bins, counts, within=1e-12, because="whole numbers over one number")
        yield close(
            f"{name}: share at the ends, by numpy",
            share,
            data[f"{name}_counted"],
            within=1e-12,
            because="the same weights",
        )
        start, because = share[1, 0], "four deviations of a share of 1153 weights"
        yield close(
            f"{name}: median share at the ends before the first step",
            start,
            data["start"],
            within=0.012,
            because=because,
        )
    yield same("which is 1% for uniform weights", data["start"], 0.01)
    ends, because = data["apart_bins"][[0, -1]], "the experiment's bar: more at the ends than elsewhere"
    at_the_ends = np.mean(np.abs(data["apart_weights"]) >= 0.99)
    yield above("laws apart: share of all weights at the ends", at_the_ends, 0.5, because=because)
    yield close("which the bins at the ends hold", ends.sum(), at_the_ends, within=0.02, because="they reach from 0.95")
    yield above("laws apart: least share of a seed, last look", data["apart_share"][0, -1], 0.5, because=because)
    yield below("in a game: largest share of a seed, last look", data["game_share"][2, -1], 0.5, because=because)
    effects = records()["weights-at-the-clip"]["effects"]
    yield same(
        "the experiment's answers: apart, apart, in a game", [e["answer"] for e in effects], ["yes", "yes", "no"]
    )
    for name, effect in (("apart", effects[1]), ("game", effects[2])):
        because = "its members are three times as many, and its steps"
        found = data[f"{name}_share"][1, -1]
        yield close(
            f"{name}: median share, last look, and as recorded", found, effect["estimate"], within=0.03, because=because
        )


def draw(axes: Any, data: Data) -> None:
    weights, shares = axes
    weights.stairs(data["apart_bins"], data["edges"], color=TRAINING, fill=True, alpha=0.4)
    weights.stairs(data["game_bins"], data["edges"], color=TRAINING, linestyle="--", linewidth=2)
    weights.set(xlabel="weight over clip", ylabel="share of the weights", xticks=[-1, 0, 1], ylim=(0, 0.6))
    for name, style in (("apart", "-"), ("game", "--")):
        low, middle, high = data[f"{name}_share"]
        shares.fill_between(data["steps"], low, high, color=TRAINING, alpha=0.25, linewidth=0)
        shares.plot(data["steps"], middle, color=TRAINING, linestyle=style)
    shares.axhline(data["start"], color=THEORY, linewidth=1)
    shares.set_xscale("symlog", linthresh=10)
    shares.set(xlim=(0, 1000), xticks=[0, 10, 100, 1000], xticklabels=["0", "10", "100", "1000"], ylim=(0, 1.05))
    shares.set(xlabel="steps", ylabel="share at the ends")
    weights.text(
        0, 0.3, f"laws apart:\n{data['apart_bins'][[0, -1]].sum():.0%} at the ends", ha="center", color=TRAINING
    )
    weights.text(-0.1, 0.09, "in a game", ha="center", color=TRAINING)
    shares.text(30, 0.88, "laws apart", color=TRAINING)
    shares.text(60, 0.18, "in a game", color=TRAINING)
    shares.text(11, 0.025, f"uniform: {data['start']:.0%}", color=THEORY)
