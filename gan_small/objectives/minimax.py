"""The minimax game and its non-saturating variant, with labels that may be smoothed.

Says
    D minimises    -V(D) = -E_p log D - E_q log(1 - D),  D = sigmoid(C)
    with labels r (real) and f (fake):    E_p H(r, D) + E_q H(f, D),  H(y, D) = -y log D - (1 - y) log(1 - D)
    best:    D* = (r p + f q)/(p + q);  with r = 1, f = 0 it is p/(p + q)
    G minimises    E_q log(1 - D)   (saturating)    or    -E_q log D   (non-saturating)

G's losses keep the labels 0 and 1: smoothing is a change of what D is asked, and of nothing else.  At p = q the
smoothed D* is (r + f)/2; with one-sided labels 0.875 that is 0.4375, and not 1/2.

Claims   optimal-discriminator, v-at-dstar, global-min-minus-log4, saturating-value, diminishing-gradient,
         one-sided-label-smoothing, two-sided-label-smoothing
Source   Goodfellow et al. 2014, Section 3; Salimans et al. 2016, Section 3.4
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor

from gan_small.objectives.objective import NotAnObjective, Objective, softplus


@dataclass(frozen=True, kw_only=True)
class CrossEntropy(Objective):
    """The discriminator that both games share.

    real_label, fake_label    what D is told to say, 0 <= fake_label < real_label <= 1
    """

    real_label: float = 1.0
    fake_label: float = 0.0

    def __post_init__(self) -> None:
        if not 0 <= self.fake_label < self.real_label <= 1:
            raise NotAnObjective(
                f"labels {self.real_label} (real) and {self.fake_label} (fake): D* = (r p + f q)/(p + q) is a "
                "probability and grows with p only if 0 <= f < r <= 1; the usual ones are 1 and 0"
            )

    def discriminator(self, real: Tensor, fake: Tensor) -> Tensor:
        # E_p H(r, D) + E_q H(f, D);   for r = 1, f = 0:   -E_p log D - E_q log(1 - D)
        return cross_entropy(self.real_label, real).mean(-1) + cross_entropy(self.fake_label, fake).mean(-1)

    @property
    def centre(self) -> float:
        # D* at p = q
        return (self.real_label + self.fake_label) / 2

    @property
    def at_equilibrium(self) -> float:
        # 2 H(s, s) with s = (r + f)/2;   for r = 1, f = 0:   log 4
        s = self.centre
        return -2 * (s * math.log(s) + (1 - s) * math.log1p(-s))

    def score(self, logits: Tensor) -> Tensor:
        # D = sigmoid(C)
        return torch.sigmoid(logits)

    def optimum(self, p: Tensor, q: Tensor) -> Tensor:
        # logit D* = log(r p + f q) - log((1 - r) p + (1 - f) q)
        r, f = self.real_label, self.fake_label
        return torch.log(r * p + f * q) - torch.log((1 - r) * p + (1 - f) * q)


@dataclass(frozen=True, kw_only=True)
class Minimax(CrossEntropy):
    """G descends what D ascends: its loss flattens where D is sure."""

    @property
    def name(self) -> str:
        return "saturating"

    def generator(self, real: Tensor, fake: Tensor) -> Tensor:
        # E_q log(1 - D) = -E_q softplus(C)
        return -softplus(fake).mean(-1)


@dataclass(frozen=True, kw_only=True)
class NonSaturating(CrossEntropy):
    """G raises log D: its slope in the logit, -(1 - D), does not vanish where D is sure."""

    @property
    def name(self) -> str:
        return "non-saturating"

    def generator(self, real: Tensor, fake: Tensor) -> Tensor:
        # -E_q log D = E_q softplus(-C)
        return softplus(-fake).mean(-1)


def cross_entropy(label: float, logits: Tensor) -> Tensor:
    """H(y, D) = -y log D - (1 - y) log(1 - D) of D = sigmoid(C), elementwise; both terms are positive or zero."""
    if label == 1:
        return softplus(-logits)
    if label == 0:
        return softplus(logits)
    return label * softplus(-logits) + (1 - label) * softplus(logits)
