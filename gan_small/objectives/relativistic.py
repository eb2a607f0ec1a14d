"""Relativistic pairing: is this real point more real than that fake one?

Says
    D minimises    E softplus(-(C(x) - C(G(z))))       x ~ p and z paired: real sample i with fake sample i
    G minimises    E softplus(-(C(G(z)) - C(x)))
    best:    C* = log p/q, up to a constant; a constant can be added to every C, so `centre` is None

Idea
    softplus(-(s - t)) is the negative log-likelihood of "s beats t" (Bradley and Terry).  With e^C = p/q the odds
    that, of two points a and b, a is the real one are p(a) q(b) : q(a) p(b), as Bayes has it.

Claims   score-is-posterior (the same odds for one point: C* = log p/q)
Source   Jolicoeur-Martineau 2019 (RSGAN); Huang et al. 2024 (R3GAN), Section 2
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import ClassVar

import torch
from torch import Tensor

from gan_small.objectives.objective import NotAnObjective, Objective, softplus


@dataclass(frozen=True)
class Relativistic(Objective):
    """Both losses look at differences C(x_i) - C(G(z_i)), so both samples have one size."""

    pairs: ClassVar[bool] = True

    @property
    def name(self) -> str:
        return "relativistic"

    def discriminator(self, real: Tensor, fake: Tensor) -> Tensor:
        # E softplus(-(C(x) - C(G(z))))
        return softplus(-_lead(real, fake)).mean(-1)

    def generator(self, real: Tensor, fake: Tensor) -> Tensor:
        # E softplus(-(C(G(z)) - C(x)))
        return softplus(_lead(real, fake)).mean(-1)

    @property
    def at_equilibrium(self) -> float:
        # softplus(0): C is constant
        return math.log(2)

    def optimum(self, p: Tensor, q: Tensor) -> Tensor:
        # log p - log q, one of the best: a constant may be added
        return torch.log(p) - torch.log(q)


def _lead(real: Tensor, fake: Tensor) -> Tensor:
    """C(x_i) - C(G(z_i)); samples of different sizes have no pairing, and are not broadcast into one."""
    if real.shape[-1] != fake.shape[-1]:
        raise NotAnObjective(
            f"{real.shape[-1]} real and {fake.shape[-1]} fake outputs; the relativistic loss pairs sample i with "
            "sample i: give as many of each"
        )
    return real - fake
