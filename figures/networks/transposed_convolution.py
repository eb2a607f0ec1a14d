r"""Question  How does a transposed convolution make 6 x 6 of 4 x 4?
Claim     tconv-worked-example, tconv-output-size, conv-vs-transpose-conv, tconv-output-size-as-printed
Answer    Each input stamps a 3 x 3 window, and overlaps are added: 1 2 3 3 2 1 times itself. Padding 1 would cut this
          down to the 4 x 4 in the middle.
Slide     002 Transpose convolution; 002 Output? (stride 1, pad 1, 6x6 output); 002 Upsampling by transpose convolution
Listed    fig-tconv, numeric
Make      python -m figures transposed-convolution
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from matplotlib.patches import Rectangle

from figures.runs.layers import spread_out
from figures.stage.colours import INK, MUTED, PAPER, THEORY
from figures.stage.feature import Feature, same
from figures.stage.page import Data
from figures.stage.remembered import remembered
from theory.networks.transposed_convolution import (
    ONES_3,
    ONES_4,
    PRINTED,
    side,
    worked_example,
    worked_example_by_the_matrix,
)
from theory.networks.windows import spread_grid

PANELS = (1, 3)
WIDTHS = (4, 6, 6)
#: Row and column of the two inputs whose stamps the middle panel shows.
TWO = ((0, 0), (1, 1))


def data() -> Data:
    image, kernel = np.array(ONES_4), np.array(ONES_3)
    alone = np.zeros_like(image)
    for at in TWO:
        alone[at] = image[at]
    lists = {"image": image.tolist(), "kernel": kernel.tolist()}
    two = remembered(spread_out, **{**lists, "image": alone.tolist()}, paddings=[0])
    every = remembered(spread_out, **lists, paddings=[0, 1])
    return {
        "image": image, "kernel": kernel, "places": np.array(TWO), "two stamps": two["padding 0"],
        "all stamps": every["padding 0"], "padding 1": every["padding 1"],
    }  # fmt: skip


def check(data: Data) -> Iterator[Feature]:
    image, kernel = np.asarray(data["image"]), np.asarray(data["kernel"])
    yield same("the input is ones", image, np.array(ONES_4))
    yield same("so is the kernel", kernel, np.array(ONES_3))
    full = np.asarray(data["all stamps"])
    yield same("all stamps, in torch and one number times the kernel at a time", full, np.array(worked_example(0)))
    yield same("the same by the transposed matrix", full, np.array(worked_example_by_the_matrix(0)))
    yield same("the table that the deck prints", full, np.array(PRINTED))
    row = np.array([1, 2, 3, 3, 2, 1])
    yield same("it is (1, 2, 3, 3, 2, 1) times itself", full, np.outer(row, row))
    yield same("its sum, 16 inputs times 9", float(np.sum(full)), 144.0)
    yield same("its side, by (n - 1)s - 2p + k", full.shape, (side(4, 3, 1, 0),) * 2)
    yield same("with padding 1, by theory's stamps", data["padding 1"], np.array(worked_example(1)))
    yield same("which is the 4 x 4 in the middle", data["padding 1"], full[1:-1, 1:-1])
    alone = [[0] * 4 for _ in range(4)]
    for y, x in np.asarray(data["places"]).astype(int).clip(0, 3):
        alone[y][x] = 1
    yield same("the two places", np.asarray(data["places"]), np.array(TWO))
    two = np.asarray(data["two stamps"])
    yield same("two stamps, by theory's", two, np.array(spread_grid(tuple(map(tuple, alone)), ONES_3, 1, 0)))
    yield same("where they overlap: four places, each 2", [int(np.sum(two == 2)), float(np.max(two))], [4, 2.0])


def draw(axes: Any, data: Data) -> None:
    first, second, third = axes
    grid(first, data["image"], (0, 0))
    grid(first, data["kernel"], (0.5, 5.7))
    for y, x in data["places"]:
        frame(first, (x, y), 1)
    first.text(2, -0.3, "input", ha="center", va="bottom")
    first.text(2, 5.4, "kernel", ha="center", va="bottom")
    shape(first, 4, 8.9)
    grid(second, data["two stamps"], (0, 0))
    for y, x in data["places"]:
        frame(second, (x, y), len(data["kernel"]))
    second.text(3, -0.3, "two inputs, two stamps", ha="center", va="bottom")
    second.text(3, 6.3, "overlaps are added", ha="center", va="top")
    shape(second, 6, 8.9)
    grid(third, data["all stamps"], (0, 0))
    frame(third, (1, 1), len(data["padding 1"]), dashed=True)
    third.text(3, -0.3, "all 16 stamps", ha="center", va="bottom")
    third.text(3, 6.3, "dashed: what\npadding 1 leaves", ha="center", va="top", color=MUTED)
    shape(third, 6, 8.9)


def grid(axes: Any, values: np.ndarray, corner: tuple[float, float]) -> None:
    """Numbers in squares, the darker the larger; rows go down."""
    for (y, x), value in np.ndenumerate(values):
        at = (x + corner[0], y + corner[1])
        axes.add_patch(Rectangle(at, 1, 1, facecolor=THEORY, alpha=0.055 * float(value), edgecolor="none"))
        axes.add_patch(Rectangle(at, 1, 1, fill=False, edgecolor=MUTED))
        axes.text(at[0] + 0.5, at[1] + 0.52, f"{value:g}", ha="center", va="center", color=INK if value else MUTED)


def frame(axes: Any, corner: tuple[float, float], length: int, *, dashed: bool = False) -> None:
    """A thick square around so many squares."""
    for colour, width in ((PAPER, 4.0), (INK if dashed else THEORY, 2.2)):
        axes.add_patch(Rectangle(corner, length, length, fill=False, edgecolor=colour, linewidth=width,
                                 linestyle="--" if dashed and colour != PAPER else "-", zorder=3))  # fmt: skip


def shape(axes: Any, wide: float, high: float) -> None:
    axes.set(xlim=(-0.1, wide + 0.1), ylim=(high, -1.1))
    axes.set_aspect("equal")
    axes.axis("off")
