"""Question  What does mode collapse look like, and when does it happen?
Claim     mode-collapse-figure
Answer    With a generator that runs ahead of its discriminator the samples mostly sit together, by one mode or off
          all of them, and hop. The same networks at equal rates cover all eight.
Slide     002 Issue in training GAN: Mode collapse; 003 Mode collapse; 000 Limitations
Listed    fig-mode-collapse, numeric
Make      python -m figures mode-collapse
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from figures.runs.mode_collapse import games_on_the_ring
from figures.stage.colours import DATA, TRAINING
from figures.stage.feature import Feature, below, close, same
from figures.stage.page import Data
from figures.stage.remembered import remembered
from theory.proving.measured import records

PANELS = (1, 3)
WIDTHS = (1, 1, 1)
LOOKS = range(0, 1501, 50)
MEMBERS, POINTS = 16, 500
HOP, HOPS = 100, 4  # drawn together: the last look and the three that are 100, 200, 300 steps before it
BETWEEN = 4 * np.sin(np.pi / 8)  # the way from a mode to the next


def data() -> Data:
    run = remembered(games_on_the_ring, looks=list(LOOKS), members=MEMBERS, points=POINTS, seed=0)
    of_all_seeds = [f"{name}_{what}" for name in ("plain", "ahead") for what in ("covered", "counted")]
    over_seeds = {name: np.quantile(run.pop(name), (0, 0.5, 1), axis=1) for name in of_all_seeds}
    hops = np.arange(len(LOOKS))[:: -HOP // LOOKS.step][:HOPS][::-1]
    return {"steps": np.array(LOOKS), "hops": hops, **over_seeds, **run}


def check(data: Data) -> Iterator[Feature]:
    yield same("steps", data["steps"].tolist(), list(LOOKS))
    angles = np.arange(8) * np.pi / 4
    ring = 2 * np.stack([np.cos(angles), np.sin(angles)], 1)
    yield close("modes at eight equal angles, radius 2", data["modes"], ring, within=1e-15, because="one rounding each")
    for name in ("plain", "ahead"):
        covered, counted = data[f"{name}_covered"], data[f"{name}_counted"]
        because = "whole numbers, and their median"
        yield close(f"{name}: least, median, most modes, counted twice", covered, counted, within=0, because=because)
        off = np.linalg.norm(data[f"{name}_samples"][:, :, None].astype(float) - ring, axis=-1)  # looks, points, modes
        near = off <= 0.3
        modes = np.count_nonzero(near.mean(1) >= 0.01, axis=1)
        yield close(
            f"{name}: modes under the samples that are drawn", data[f"{name}_shown"], modes, within=0, because=because
        )
        quality, because = near.any(2).mean(1), f"a share of {POINTS}, rounded"
        yield close(
            f"{name}: share of them near a mode", data[f"{name}_quality"], quality, within=1e-12, because=because
        )
    plain, ahead = data["plain_covered"], data["ahead_covered"]
    yield same("equal rates: least, median and most modes at the end", plain[:, -1].tolist(), [8, 8, 8])
    because = "half of the modes: the experiment's bar"
    yield below("generator ahead: most modes of any seed at any look", ahead[2], 4.5, because=because)
    yield below("its median at any look", ahead[1], 1.5, because="one mode, or none")
    hops = [24, 26, 28, 30]
    yield same("looks of the four blobs: every other one, to the last", data["hops"].tolist(), hops)
    blobs = data["ahead_samples"].astype(float)
    centres = blobs.mean(1)
    spreads = np.sqrt(((blobs - centres[:, None]) ** 2).sum(-1).mean(1))
    because = "half of the way from a mode to the next: a blob, not two"
    yield below("spread of each (root mean square)", spreads[hops], BETWEEN / 2, because=because)
    yield below("median spread over all looks", np.median(spreads), BETWEEN / 2, because="so at most looks")
    yield below("share of a blob near a mode", data["ahead_quality"][hops], 0.5, because="most of it is off all modes")
    apart = np.linalg.norm(ring - centres[hops][:, None], axis=-1)
    yield below("distance of each blob from its mode", apart.min(1), BETWEEN, because="'by' it: less than to the next")
    yield same("modes that the four blobs are nearest to", len(set(apart.argmin(1).tolist())), 4)
    found = {e["what"]: e["estimate"] for e in records()["mode-collapse"]["effects"]}
    recorded = [found["modes covered of 8, plain"], found["modes covered of 8, G ahead of D"]]
    yield same(
        "medians at the end, as the experiment on 128 seeds has them",
        [plain[1, -1].item(), ahead[1, -1].item()],
        recorded,
    )


def draw(axes: Any, data: Data) -> None:
    collapsed, covering, modes = axes
    ring(collapsed, data, "$G$ ahead: collapsed", "samples at four steps")
    for k, (x, y) in zip(data["hops"], ((2.5, -1.5), (-0.45, -2.85), (-2.35, -2.75), (-0.35, 0.3)), strict=True):
        collapsed.plot(*data["ahead_samples"][k].T, ".", color=TRAINING, markersize=2)
        collapsed.text(x, y, str(data["steps"][k]), ha="center", va="center", fontsize="small")
    ring(covering, data, "equal rates: covering", f"samples at step {data['steps'][-1]}")
    covering.plot(*data["plain_samples"][-1].T, ".", color=TRAINING, markersize=2)
    bands(modes, data, len(data["steps"]))


def animate(axes: Any, data: Data, t: float) -> None:
    *planes, modes = axes
    k = round(t * (len(data["steps"]) - 1))
    for ax, name, title in zip(planes, ("ahead", "plain"), ("$G$ ahead", "equal rates"), strict=True):
        ring(ax, data, title, f"samples at step {data['steps'][k]}")
        ax.plot(*data[f"{name}_samples"][k].T, ".", color=TRAINING, markersize=2)
    bands(modes, data, k + 1)


def ring(ax: Any, data: Data, title: str, below_it: str) -> None:
    """The modes, as circles."""
    ax.plot(*data["modes"].T, "o", color=DATA, fillstyle="none", markersize=10)
    ax.set(xlim=(-3.5, 3.5), ylim=(-3.5, 3.5), aspect="equal", xticks=[], yticks=[], xlabel=below_it)
    ax.set_title(title)


def bands(ax: Any, data: Data, looks: int) -> None:
    """Modes covered at the first so many looks: the seeds' band and median."""
    steps = data["steps"][:looks]
    for name, style in (("plain", "-"), ("ahead", "--")):
        low, middle, high = data[f"{name}_covered"][:, :looks]
        ax.fill_between(steps, low, high, color=TRAINING, alpha=0.25, linewidth=0)
        ax.plot(steps, middle, color=TRAINING, linestyle=style)
    ax.set(xlim=(0, data["steps"][-1]), ylim=(0, 9.5), xticks=[0, 500, 1000, 1500], yticks=[0, 2, 4, 6, 8])
    ax.set(xlabel="steps", ylabel="modes covered, of 8")
    ax.set_title(f"{MEMBERS} seeds: median, range")
    ax.text(600, 8.35, "equal rates", color=TRAINING)
    ax.text(750, 2.6, "$G$ ahead", color=TRAINING)
