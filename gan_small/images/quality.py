"""How good generated digits are: what a classifier reads, which digits there are, and whether they are copies.

    recognised    the classifier, trained on held-out digits, gives one of the ten a probability above 0.9
    coverage      how many of the ten digits make up 1% of a member's samples or more, each sample being read as the
                  likeliest digit, sure or not; or the entropy of their shares, in nats
    nearer        P(a sample is nearer to the training digits than a held-out digit is), ties counted half: 1/2 for a
                  perfect generator, 1 for one that hands out training digits, and near 0 for one that draws none

The classifier is multinomial logistic regression.  On the training digits, which it has never seen, it is right on
96%, and confident on 83%; a grey image convinces it of nothing.

Claims   dcgan-recipe-trained
Source   Meehan, Chaudhuri and Dasgupta 2020, A non-parametric test to detect data-copying, Section 2 (`nearer`)
"""

from __future__ import annotations

from functools import cache

import numpy as np
import torch
from sklearn.linear_model import LogisticRegression
from torch import Tensor

from gan_small.images.digits import CLASSES, digits

CONFIDENT = 0.9
PRESENT = 0.01


@cache
def classifier() -> LogisticRegression:
    """Trained on the held-out digits; no randomness is in it."""
    known = digits()
    return LogisticRegression(max_iter=2000).fit(known.held_out.numpy(), known.held_out_labels.numpy())


def probabilities(images: Tensor) -> np.ndarray:
    """Of each digit, [..., n, 10], for images [..., n, 64]."""
    flat = classifier().predict_proba(images.reshape(-1, images.shape[-1]).numpy())
    return flat.reshape(*images.shape[:-1], CLASSES)


def recognised(images: Tensor) -> np.ndarray:
    """Whether the classifier is sure of an image, whatever it takes it for: bools [..., n]."""
    return probabilities(images).max(-1) > CONFIDENT


def accuracy() -> float:
    """The share of the training digits that the classifier reads right."""
    known = digits()
    return float((read(known.train) == known.train_labels.numpy()).mean())


def read(images: Tensor) -> np.ndarray:
    """The likeliest digit, [..., n]."""
    return probabilities(images).argmax(-1)


def shares(labels: np.ndarray) -> np.ndarray:
    """What part of each member's samples is each digit: labels [E, n] to [E, 10]."""
    return (labels[..., None] == np.arange(CLASSES)).mean(1)


def covered(labels: np.ndarray) -> np.ndarray:
    """How many digits are present in each member's samples, [E]."""
    return (shares(labels) >= PRESENT).sum(1)


def entropy(labels: np.ndarray) -> np.ndarray:
    """Of the shares, in nats, [E]; log 10 = 2.30 if all digits are equally frequent."""
    part = shares(labels)
    return -(part * np.log(np.where(part > 0, part, 1))).sum(1)


def nearer(images: Tensor) -> np.ndarray:
    """P(a sample's nearest training digit is nearer than a held-out digit's), of each member: [E, n, 64] to [E]."""
    fresh, _ = to_nearest(digits().held_out).sort()
    found = to_nearest(images)
    below, upto = torch.searchsorted(fresh, found), torch.searchsorted(fresh, found, right=True)
    return 1 - ((below + upto) / (2 * len(fresh))).mean(-1).numpy()


def to_nearest(images: Tensor) -> Tensor:
    """Euclidean distance to the nearest training digit, [..., n]."""
    flat = torch.cdist(
        images.reshape(-1, images.shape[-1]), digits().train, compute_mode="donot_use_mm_for_euclid_dist"
    )
    return flat.min(1).values.view(images.shape[:-1])
