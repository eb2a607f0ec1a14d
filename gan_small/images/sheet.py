"""Sheets of small images as PNG: rows of samples, or of paths from one image to another."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image
from torch import Tensor

from gan_small.images.digits import SIDE

GAP = 1


def sheet(images: Tensor) -> np.ndarray:
    """Images [rows, columns, 64] in [-1, 1] as bytes [height, width]: ink is black, a grey line between images."""
    rows, columns = images.shape[:2]
    pitch = SIDE + GAP
    page = np.full((rows * pitch + GAP, columns * pitch + GAP), 128, dtype=np.uint8)
    bytes_ = np.rint(127.5 * (1 - images.clamp(-1, 1).numpy())).astype(np.uint8).reshape(rows, columns, SIDE, SIDE)
    for r in range(rows):
        for c in range(columns):
            top, left = r * pitch + GAP, c * pitch + GAP
            page[top : top + SIDE, left : left + SIDE] = bytes_[r, c]
    return page


def save(images: Tensor, path: Path, *, magnify: int = 4) -> Path:
    """The sheet as a PNG, every pixel a square of `magnify` by `magnify`; folders are made.  The path is returned."""
    path.parent.mkdir(parents=True, exist_ok=True)
    page = sheet(images).repeat(magnify, 0).repeat(magnify, 1)
    Image.fromarray(page).save(path, optimize=False)
    return path
