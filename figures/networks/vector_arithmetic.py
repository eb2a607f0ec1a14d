r"""Question  Is a sum of noises a sum of what the images mean?
Claim     dcgan-interpolation-arithmetic
Answer    Partly. A light digit plus what makes other digits heavy mostly becomes a heavier one of the same kind, but
          carries over less than half of the ink that it should.
Slide     003 Smooth interpolations, Vector arithmetic
Listed    fig-arith, numeric
Make      python -m figures vector-arithmetic
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from figures.runs.digits import SETTINGS, digits, painted
from figures.stage.colours import INK, MODEL, MUTED, TRAINING
from figures.stage.feature import Feature, above, below, close, same
from figures.stage.page import Data
from figures.stage.remembered import remembered
from figures.stage.strips import strips
from numerics import clopper_pearson

PANELS = (1, 2)
WIDTHS = (4, 5)
#: The digits of which one sum each is shown, and the risk that their share is less than a half.
SHOWN, RISK, KINDS = (0, 3, 5, 6), 1e-4, 10


def thirds(ink: np.ndarray, among: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The places of the lower and of the upper third by ink, of those that are marked."""
    marked = np.flatnonzero(among)
    ordered, third = marked[np.argsort(ink[marked], kind="stable")], len(marked) // 3
    return ordered[:third], ordered[len(ordered) - third :]


def ink_of(images: np.ndarray) -> np.ndarray:
    """The share of the page that is inked: 0 is paper, 1 is black all over."""
    return np.asarray((1 + np.mean(images, axis=-1, dtype=np.float64)) / 2)


def others(run: dict[str, np.ndarray], b: int) -> tuple[np.ndarray, np.ndarray]:
    """Mean noises of light and of heavy digits of the other nine kinds, every kind with the same weight."""
    ink = ink_of(run["x"])
    pairs = [thirds(ink, run["read"] == kind) for kind in range(KINDS) if kind != b]
    light, heavy = ([run["z"][pair[side]].mean(0, dtype=np.float64) for pair in pairs] for side in (0, 1))
    return np.mean(light, axis=0), np.mean(heavy, axis=0)


def data() -> Data:
    run = remembered(digits, **SETTINGS)
    ink, after = ink_of(run["x"]), ink_of(run["moved"])
    parts = [thirds(ink, run["read"] == b) for b in range(KINDS)]
    light = np.concatenate([low for low, _ in parts])
    gap = np.concatenate([np.full(len(low), ink[high].mean() - ink[low].mean()) for low, high in parts])
    rows = []
    for b in SHOWN:
        first = next(k for k in sorted(parts[b][0]) if run["sure"][k])
        low, high = others(run, b)
        rows.append([run["x"][first], painted(run, high), painted(run, low), run["moved"][first]])
    kept = (run["read"] == run["moved_read"])[light]
    return {
        "rows": np.array(rows), "before": ink[light], "after": after[light], "kept": kept,
        "share": float(np.mean(kept & (after > ink)[light])), "carried": float((after - ink)[light].sum() / gap.sum()),
        "heavy": float(np.mean([ink[high].mean() for _, high in parts])),
    }  # fmt: skip


def check(data: Data) -> Iterator[Feature]:
    run = remembered(digits, **SETTINGS)
    label = np.argmax(run["x"].astype(np.float64) @ run["W"] + run["c"], axis=1)
    ink, float32 = ink_of(painted(run, run["z"])), "torch in float32: 1024 products, that add up to less than 100"
    towards = np.array([high - low for low, high in (others({**run, "read": label}, b) for b in range(KINDS))])
    moved = painted(run, run["z"].astype(np.float64) + towards[label])
    again = np.argmax(moved @ run["W"] + run["c"], axis=1)
    light = np.concatenate([thirds(ink_of(run["x"]), label == b)[0] for b in range(KINDS)])
    heavy = [thirds(ink_of(run["x"]), label == b)[1] for b in range(KINDS)]
    yield close("ink of the light digits, by two matrix products", data["before"], ink[light], within=1e-5,
                because=float32)  # fmt: skip
    yield close("ink after the sum, likewise, with the direction computed anew", data["after"], ink_of(moved)[light],
                within=1e-5, because=float32)  # fmt: skip
    clear = (
        np.diff(np.sort(moved @ run["W"] + run["c"], axis=1)[:, -2:], axis=1)[light, 0] > 1e-3
    )  # no tie of two digits
    yield same("read as the same digit before and after, by argmax of x W + c", np.asarray(data["kept"])[clear],
               (label == again)[light][clear])  # fmt: skip
    good = np.asarray(data["kept"], bool) & (np.asarray(data["after"]) > np.asarray(data["before"]))
    yield close("share that is the same digit, and heavier", data["share"], good.mean(), within=1e-15,
                because="a count over a count")  # fmt: skip
    least = clopper_pearson(
        round(float(np.clip(data["share"], 0, 1)) * len(light)), len(light), confidence=1 - RISK, side="lower"
    ).low
    yield above("its lower confidence bound", least, 0.5,
                because="more often than not, at risk 1e-4 over noises of this one GAN")  # fmt: skip
    gap = sum(
        len(low) * (ink[high].mean() - ink[low].mean())
        for low, high in (thirds(ink_of(run["x"]), label == b) for b in range(KINDS))
    )
    gained = (ink_of(moved) - ink)[light]
    wanted = float(gained.sum() / gap)
    yield close("part of the ink that the sum carries over", data["carried"], wanted, within=1e-3,
                because="1e-5 in each ink, over gaps of 0.1")  # fmt: skip
    error = float(np.std(gained)) * len(light) ** 0.5 / gap
    yield below("which is less than half, even with five standard errors added", data["carried"] + 5 * error, 0.5,
                because="what the figure says; over noises of this one GAN")  # fmt: skip
    yield close("mean ink of heavy digits", data["heavy"], np.mean([ink[high].mean() for high in heavy]), within=1e-5,
                because=float32)  # fmt: skip
    for row, b in zip(np.asarray(data["rows"]), SHOWN, strict=True):
        low, high = others({**run, "read": label}, b)
        apart = np.abs(run["x"] - row[0]).max(axis=1)
        start = int(np.argmin(apart))
        chain = [run["z"][start], high, low, run["z"][start] + high - low]
        yield close(f"digit {b}: light + heavy others - light others = sum, each an image of its noise", row,
                    painted(run, np.array(chain)), within=1e-4, because=float32)  # fmt: skip
        yield same(f"digit {b}: is what the first is read as", int(label[start]), b)


def draw(axes: Any, data: Data) -> None:
    sums, inks = axes
    strips(sums, data["rows"].astype(float), [MODEL] * len(data["rows"]))
    for column, said in enumerate(("light\n$b$", "+ heavy\nothers", "− light\nothers", "= sum")):
        sums.text(9 * column + 4.5, -1, said, ha="center", va="bottom", fontsize="small")
    kept, before, after = data["kept"], data["before"], data["after"]
    inks.axhline(data["heavy"], color=MUTED, linestyle="--", linewidth=1)
    inks.text(0.183, data["heavy"] + 0.003, "mean of heavy digits", color=MUTED, va="bottom", fontsize="small")
    inks.plot([0.18, 0.4], [0.18, 0.4], color=MUTED, linewidth=1)
    inks.text(0.335, 0.31, "unchanged", color=MUTED, fontsize="small")
    same_digit = {"markersize": 3, "markeredgewidth": 0, "alpha": 0.5, "label": "read as the same digit"}
    inks.plot(before[kept], after[kept], "o", color=TRAINING, **same_digit)
    inks.plot(before[~kept], after[~kept], "x", color=INK, markersize=4, label="as another")
    inks.set(xlim=(0.18, 0.4), ylim=(0.2, 0.44), xticks=[0.2, 0.3, 0.4], yticks=[0.2, 0.3, 0.4])
    inks.set(xlabel="ink of the light digit (share of the page)", ylabel="ink of the sum")
    inks.set_title(
        f"{data['share']:.0%} same digit and heavier,\n{data['carried']:.0%} of the ink carried over", color=INK
    )
    inks.legend(loc="upper left", ncols=2, columnspacing=0.8, handletextpad=0.2)
