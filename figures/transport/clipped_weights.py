"""Question  Where do the weights of a clipped critic end up?
Claim     weight-clipping-bounds-lipschitz
Answer    At the two ends of the clip, nearly all of them, while the laws are apart. In a game with a
          generator that learns they leave the ends again.
Slide     ours
Listed    ours, numeric
Make      python -m figures clipped-weights
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from scipy.stats import binom

from figures.runs.clipped_weights import weights_on_the_way
from figures.stage.colours import THEORY, TRAINING
from figures.stage.feature import Feature, above, below, close, same
from figures.stage.page import Data
from figures.stage.remembered import remembered
from theory.proving.measured import records

PANELS = (1, 2)
LOOKS = (0, 10, 20, 30, 50, 70, 100, 150, 200, 300, 500, 700, 1000)
CLIP, MEMBERS, WEIGHTS, END = 0.1, 16, 1153, 0.99  # critics 1-32-32-1; a weight beyond 0.99 clips is at an end
RISK = 1e-6
EDGES = np.arange(-21, 22, 2) / 20  # bins of 1/10 about whole tenths of the clip


def data() -> Data:
    run = remembered(weights_on_the_way, looks=list(LOOKS), clip=CLIP, members=MEMBERS, seed=0)
    weights = {name: np.sort(run.pop(name).ravel()) for name in ("apart_weights", "game_weights")}
    return {
        "steps": np.array(LOOKS),
        "start": 1 - END,  # the share of weights that are uniform between the ends
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
        yield same(f"{name}: weights", weights.size, MEMBERS * WEIGHTS)
        start, (few, many) = share[1, 0] * WEIGHTS, _medians()
        because = f"16 binomial counts of 1153: the chance that their median is not, {RISK / 4:g}"
        yield above(f"{name}: median count at the ends before the first step", start, few, because=because)
        yield below(f"{name}: the same median count", start, many, because=because)
    even = (np.arange(20000) + 0.5) / 10000 - 1
    yield close("share at the ends for uniform weights, by counting even ones", data["start"],
                np.mean(np.abs(even) >= END), within=1e-15, because="one rounding")  # fmt: skip
    ends, because = data["apart_bins"][[0, -1]], "the experiment's bar: more at the ends than elsewhere"
    at_the_ends = np.mean(np.abs(data["apart_weights"]) >= END)
    yield above("laws apart: share of all weights at the ends", at_the_ends, 0.95, because="'nearly all': 19 of 20")
    yield close("which the bins at the ends hold", ends.sum(), at_the_ends, within=0.02, because="they reach from 0.95")
    yield above("laws apart: least share of a seed, last look", data["apart_share"][0, -1], 0.5, because=because)
    yield below("in a game: largest share of a seed, last look", data["game_share"][2, -1], 0.5, because=because)
    middle = data["game_share"][1]
    yield below("in a game: median share, last look, over the highest of any look", middle[-1] / middle.max(), 0.5,
                because="'leave the ends again': fewer than half are left")  # fmt: skip
    effects = records()["weights-at-the-clip"]["effects"]
    yield same(
        "the experiment's answers: apart, apart, in a game", [e["answer"] for e in effects], ["yes", "yes", "no"]
    )
    for name, effect in (("apart", effects[1]), ("game", effects[2])):
        least, _, most = data[f"{name}_share"][:, -1]
        because = "both hold the median of the law, where shares have settled: but for 2^-15 here, and 1e-4 there"
        yield below(f"{name}: least share less the top of the recorded interval", least - effect["high"], 1e-12,
                    because=because)  # fmt: skip
        yield above(f"{name}: largest share less its bottom", most - effect["low"], -1e-12, because=because)


def _medians() -> tuple[int, int]:
    """Counts that the median of all members' is above, and below, but for a risk of RISK/4 each: it is the mean of the
    8th and the 9th of 16, so 8 members are as low as the first, or as high as the second, where it is."""
    counts, half = np.arange(WEIGHTS + 1), MEMBERS // 2
    low = binom.sf(half - 1, MEMBERS, binom.cdf(counts, WEIGHTS, 1 - END))
    high = binom.sf(half - 1, MEMBERS, binom.sf(counts - 1, WEIGHTS, 1 - END))
    return int(np.flatnonzero(low <= RISK / 4)[-1]), int(np.flatnonzero(high <= RISK / 4)[0])


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
    shares.text(10, 0.31, "in a game", color=TRAINING)
    shares.text(7, 0.025, f"uniform: {data['start']:.0%}", color=THEORY, fontsize="small")
