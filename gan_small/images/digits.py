"""The 8x8 scans of handwritten digits that ship with scikit-learn: what G is to learn, and what it never sees.

    train       half of the scans of each digit: the GAN's data
    held out    the other half: the classifier's data, and what "as near as a fresh digit" means

Labels are for the judge; no GAN is shown one.  The split is fixed: of the scans of each digit, every other one.  (Not
every other scan: the file runs through 0, 1, 2, ... 9 again and again, and its even places hold even digits.)

Units    pixels in [-1, 1], where tanh lives: -1 is paper, 1 is full ink; a scan's 17 levels 0 ... 16 are x/8 - 1

Source   Alpaydin and Kaynak 1998, Optical recognition of handwritten digits (UCI), as sklearn.datasets.load_digits
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import torch
from sklearn.datasets import load_digits
from torch import Tensor

SIDE = 8
PIXELS = SIDE * SIDE
CLASSES = 10


@dataclass(frozen=True)
class Digits:
    """Images [n, 64] by rows of pixels, float32 in [-1, 1], and which digit each is, int64 [n]."""

    train: Tensor
    train_labels: Tensor
    held_out: Tensor
    held_out_labels: Tensor


@cache
def digits() -> Digits:
    """The scans and their split: 901 to train on and 896 held out."""
    bunch: Any = load_digits()
    images, labels = bunch.data, bunch.target
    held_out = alternating(labels)
    x = torch.from_numpy((images / 8 - 1).astype(np.float32))
    y = torch.from_numpy(labels.astype(np.int64))
    return Digits(x[~held_out], y[~held_out], x[held_out], y[held_out])


def alternating(labels: np.ndarray) -> np.ndarray:
    """True for every other one of each label, the first being False: bools of the shape of `labels`."""
    chosen = np.zeros(len(labels), dtype=bool)
    for label in np.unique(labels):
        chosen[np.flatnonzero(labels == label)[1::2]] = True
    return chosen
