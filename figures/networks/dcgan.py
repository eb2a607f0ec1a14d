r"""Question  How does DCGAN's generator make an image of 100 numbers?
Claim     dcgan-002, dcgan-recipe, dcgan-paper-architecture
Answer    One projection to 4 x 4 x 1024, then four transposed convolutions of stride 2: each doubles the side and takes
          channels away, until 64 x 64 x 3.
Slide     003 Deep Convolutional GAN; 002 Network Architecture: DCGAN; 000 Generator network
Listed    fig-deconv-generator, schematic
Make      python -m figures dcgan
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from matplotlib.patches import Polygon

from figures.runs.layers import dcgan_generator
from figures.stage.colours import INK, MODEL, MUTED, PAPER, THEORY
from figures.stage.feature import Feature, above, below, same
from figures.stage.page import Data
from figures.stage.remembered import remembered
from theory.networks.dcgan import GENERATOR, all_weights, sides, weights


def data() -> Data:
    return {**remembered(dcgan_generator), "kernels": np.array([layer.k for layer in GENERATOR])}


def check(data: Data) -> Iterator[Feature]:
    shapes, kernels = np.asarray(data["shapes"]), np.asarray(data["kernels"])
    wanted = sides(GENERATOR, 1)
    yield same("heights after each layer, in torch and by the formula (n - 1)s - 2p + k + extra", shapes[:, 1].tolist(),
               list(wanted))  # fmt: skip
    yield same("widths", shapes[:, 2].tolist(), list(wanted))
    channels = [GENERATOR[0].ins, *(layer.outs for layer in GENERATOR)]
    yield same("channels", shapes[:, 0].tolist(), channels)
    yield same("the first image of the noise, and the last, as the paper prints them", shapes[[1, -1]].tolist(),
               [[1024, 4, 4], [3, 64, 64]])  # fmt: skip
    yield same("sides from the second on double", shapes[2:, 1].tolist(), (2 * shapes[1:-1, 1]).tolist())
    yield same("weights of the kernels", np.asarray(data["weights"]).tolist(), list(weights(GENERATOR)))
    yield same("together", int(np.sum(data["weights"])), all_weights(GENERATOR))
    by_kernel = kernels**2 * shapes[:-1, 0] * shapes[1:, 0]
    yield same("k k ins outs, from the shapes and the kernels drawn", by_kernel.tolist(),
               np.asarray(data["weights"]).tolist())  # fmt: skip
    low, high = data["image"]
    yield same("the image has a least and a largest value", low < high, True)
    yield below("largest value of the image", high, 1.0, because="tanh")
    yield above("least value of the image", low, -1.0, because="tanh")


def draw(axes: Any, data: Data) -> None:
    edge, starts, ends = 0.0, [], []
    for k, (channels, side, _) in enumerate(data["shapes"]):
        wide, high = 0.11 * channels ** (1 / 3), 0.33 * side**0.5
        block(axes, edge, wide, high, MODEL if k == len(data["shapes"]) - 1 else THEORY)
        said = f"$z$: {channels}" if side == 1 else f"{side}×{side}×{channels}"
        axes.text(edge + wide / 2, -1.75, said, ha="center", va="center", fontsize="small")
        starts.append(edge)
        ends.append(edge + wide + SLANT * high)
        edge += wide + SLANT * high + 0.75
    for k, (end, start) in enumerate(zip(ends[:-1], starts[1:], strict=True)):
        axes.annotate("", (start - 0.05, 0), (end + 0.05, 0), arrowprops={"arrowstyle": "-|>", "color": INK})
        middle, kernel, count = (end + start) / 2, data["kernels"][k], f"{data['weights'][k]:,}".replace(",", " ")
        axes.text(middle, 0.12, f"{kernel}×{kernel}", ha="center", va="bottom", fontsize="small", color=INK)
        axes.text(middle, -2.3, count if k else f"{count} weights", ha="center", va="center", fontsize="small",
                  color=MUTED)  # fmt: skip
    axes.text(-0.2, 1.75, "each $5{\\times}5$ layer: transposed, stride 2\n→ twice the side", va="center", color=INK)
    axes.set(xlim=(-0.3, edge - 0.6), ylim=(-2.7, 2.2))
    axes.set_aspect("equal")
    axes.axis("off")


#: How far a block leans back to the right, in heights.
SLANT = 0.16


def block(axes: Any, x: float, wide: float, high: float, colour: str) -> None:
    """A box seen from the front, a little from the right and above: its side is the image's, its width its channels."""
    y, back = -high / 2, SLANT * high
    front = [(x, y), (x + wide, y), (x + wide, y + high), (x, y + high)]
    top = [(x, y + high), (x + wide, y + high), (x + wide + back, y + high + back), (x + back, y + high + back)]
    side = [(x + wide, y), (x + wide + back, y + back), (x + wide + back, y + high + back), (x + wide, y + high)]
    for face, alpha in ((front, 0.55), (top, 0.25), (side, 0.4)):
        axes.add_patch(Polygon(face, facecolor=PAPER, edgecolor="none"))
        axes.add_patch(Polygon(face, facecolor=colour, alpha=alpha, edgecolor="none"))
        axes.add_patch(Polygon(face, fill=False, edgecolor=colour))
