"""The hinge loss: D is asked for a margin and for nothing beyond it.

Says
    D minimises    E_p max(0, 1 - C) + E_q max(0, 1 + C)
    G minimises    -E_q C
    best:    C* = sign(p - q); where p = q, every C in [-1, 1] is as good
    the least loss is 2 - 2 TV(p, q)

At p = q any constant in [-1, 1] is best, so no value of C reads "equilibrium": `centre` is None.

Claims   best-accuracy-in-tv (the least loss is 4 times the least error of a classifier)
Source   Lim and Ye 2017, Section 3; Miyato et al. 2018, Section 4
"""

from __future__ import annotations

from dataclasses import dataclass

from torch import Tensor
from torch.nn.functional import relu

from gan_small.objectives.objective import Objective


@dataclass(frozen=True)
class Hinge(Objective):
    """Margins of 1.  At a margin itself the slope is taken to be 0."""

    @property
    def name(self) -> str:
        return "hinge"

    def discriminator(self, real: Tensor, fake: Tensor) -> Tensor:
        # E_p max(0, 1 - C) + E_q max(0, 1 + C)
        return relu(1 - real).mean(-1) + relu(1 + fake).mean(-1)

    def generator(self, real: Tensor, fake: Tensor) -> Tensor:
        # -E_q C
        return -fake.mean(-1)

    @property
    def at_equilibrium(self) -> float:
        # (1 - C) + (1 + C) for every constant C in [-1, 1]
        return 2.0

    def optimum(self, p: Tensor, q: Tensor) -> Tensor:
        # sign(p - q), one of the best where p = q
        return (p - q).sign()
