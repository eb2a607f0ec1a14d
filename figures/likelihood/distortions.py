"""Question  Does an equal squared error mean an equally good picture?
Claim     equal-mse-distortions
Answer    No. Six distortions of one picture have the mean squared error 1, from a shift that one hardly sees to block
          averages that leave nothing of the texture (the squared differences of neighbours in a row, added up).
Slide     000 Problems with L2 / MSE loss
Listed    fig-equal-mse, numeric
Make      python -m figures distortions
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from figures.stage.colours import INK, MUTED, NUMERICS, THEORY
from figures.stage.feature import Feature, above, below, same
from figures.stage.page import Data
from theory.likelihood.distortions import DISTORTIONS, ROWS, changed, errors, largest, picture, roughness

PANELS = (2, 4)
NAMES = ("shift", "contrast", "one pixel", "moved patch", "block means", "stripes")


def data() -> Data:
    return {
        "original": np.array(picture(*ROWS), float),
        "distorted": np.array([make() for make in DISTORTIONS], float),
        "names": np.array(NAMES),
        "mse": np.array(errors(DISTORTIONS), float),
        "texture": np.array(roughness((lambda: picture(*ROWS), *DISTORTIONS)), float),  # the original's first
    }


def check(data: Data) -> Iterator[Feature]:
    original, distorted = data["original"], data["distorted"]
    board = 5.0 + 2 * (np.indices((4, 4)).sum(0) % 2)
    yield same("the original: a checkerboard of grey values 5 and 7", original, board)
    gaps = distorted - original
    yield same("mean squared errors of the six pictures", np.mean(gaps**2, axis=(1, 2)), np.ones(6))
    yield same("as printed", data["mse"], np.ones(6))
    yield same("pixels changed", np.sum(gaps != 0, axis=(1, 2)), np.array(changed(DISTORTIONS)))
    yield same("largest change of a pixel", np.max(np.abs(gaps), axis=(1, 2)), np.array(largest(DISTORTIONS), float))
    texture = np.sum(np.diff(distorted, axis=2) ** 2, axis=(1, 2))
    yield same("squared differences of neighbours in the six pictures", texture, np.array([48.0, 192, 48, 40, 0, 48]))
    yield same("as printed, after the original's 48", data["texture"], np.array([48.0, *texture]))
    yield same("names", [str(each) for each in data["names"]], list(NAMES))
    seen = [_similarity(original, each) for each in distorted]
    yield below("least structural similarity (Wang 2004, one window)", min(seen), 0.1, because="block means keep none")
    yield above("largest", max(seen), 0.9, because="a shift keeps it all: they spread by far more than a factor of 2")
    bright = distorted.reshape(6, -1)
    yield same("each picture differs from the others", len({tuple(each) for each in bright}), 6)


def _similarity(x: np.ndarray, y: np.ndarray) -> float:
    """Structural similarity over the whole picture, with the usual constants for a range of grey values of 8."""
    small, least = (0.01 * 8) ** 2, (0.03 * 8) ** 2
    light = (2 * x.mean() * y.mean() + small) / (x.mean() ** 2 + y.mean() ** 2 + small)
    return float(light * (2 * np.mean((x - x.mean()) * (y - y.mean())) + least) / (x.var() + y.var() + least))


def draw(axes: Any, data: Data) -> None:
    *panels, last = axes.flat
    pictures, names = [data["original"], *data["distorted"]], ["original", *data["names"]]
    for k, (panel, grey, name, texture) in enumerate(zip(panels, pictures, names, data["texture"], strict=True)):
        panel.imshow(grey, cmap="gray", vmin=2, vmax=10)
        panel.set(xticks=[], yticks=[])
        panel.spines[:].set_visible(False)
        panel.set_title(str(name), color=THEORY if k else INK, loc="center")
        panel.set_xlabel(f"texture {texture:.0f}", color=MUTED)
    errors_seen = ", ".join(f"{each:g}" for each in np.unique(data["mse"]))
    last.text(0.5, 0.66, f"mean squared\nerror of all six:\n{errors_seen}", transform=last.transAxes, color=NUMERICS,
              ha="center", va="center")  # fmt: skip
    last.text(0.5, 0.2, "texture: squared\ndifferences of neigh-\nbours in a row, added", transform=last.transAxes,
              color=MUTED, fontsize="small", ha="center", va="center")  # fmt: skip
    last.axis("off")
