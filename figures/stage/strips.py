"""Small images in rows, each row in the ink of what it shows."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.colors import to_rgb

from figures.stage.colours import MUTED, PAPER


def strips(axes: Any, images: np.ndarray, colours: list[str]) -> None:
    """Rows of images [rows, columns, 64], each row in its own ink, on a grey grid."""
    rows, columns = images.shape[:2]
    paper, muted = (np.array(to_rgb(each)) for each in (PAPER, MUTED))
    page = np.empty((rows * 9 + 1, columns * 9 + 1, 3))
    page[:] = paper + 0.35 * (muted - paper)
    for r, c in np.ndindex(rows, columns):
        much = (1 + np.clip(images[r, c], -1, 1).reshape(8, 8, 1)) / 2
        page[9 * r + 1 : 9 * r + 9, 9 * c + 1 : 9 * c + 9] = paper + much * (np.array(to_rgb(colours[r])) - paper)
    axes.imshow(page, interpolation="nearest")
    axes.axis("off")
