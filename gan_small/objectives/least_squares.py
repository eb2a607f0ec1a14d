"""Least squares: D's output itself is compared with codes.  No sigmoid stands between.

Says
    D minimises    1/2 E_p (C - b)^2 + 1/2 E_q (C - a)^2      a: code of fake, b: of real
    G minimises    1/2 E_q (C - c)^2                          c: what G wants D to say
    best:    C* = (b p + a q)/(p + q)

The codes (0, 1, 1) are the usual ones.  With (-1, 1, 0), which make a chi-square of the value, the generator's
gradient can point away from p.

Claims   lsgan-optimal-discriminator, lsgan-g-loss, lsgan-frozen-gradient
Source   Mao et al. 2017, Section 3.2
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from torch import Tensor

from gan_small.objectives.objective import NotAnObjective, Objective


@dataclass(frozen=True, kw_only=True)
class LeastSquares(Objective):
    """Codes a (fake), b (real), c (what G wants), any finite numbers with a != b."""

    a: float = 0.0
    b: float = 1.0
    c: float = 1.0

    def __post_init__(self) -> None:
        codes = (self.a, self.b, self.c)
        if not all(map(math.isfinite, codes)) or self.a == self.b:
            raise NotAnObjective(
                f"codes a, b, c = {codes}: finite numbers with a != b, or D has nothing to tell apart; "
                "the usual ones are 0, 1, 1"
            )

    @property
    def name(self) -> str:
        codes = (self.a, self.b, self.c)
        if codes == (0, 1, 1):
            return "least-squares"
        return f"least-squares({', '.join(repr(int(x) if x == int(x) else x) for x in codes)})"

    def discriminator(self, real: Tensor, fake: Tensor) -> Tensor:
        # 1/2 E_p (C - b)^2 + 1/2 E_q (C - a)^2
        return (real - self.b).square().mean(-1) / 2 + (fake - self.a).square().mean(-1) / 2

    def generator(self, real: Tensor, fake: Tensor) -> Tensor:
        # 1/2 E_q (C - c)^2
        return (fake - self.c).square().mean(-1) / 2

    @property
    def centre(self) -> float:
        # C* = (a + b)/2 at p = q, which `score` reads as 1/2
        return 0.5

    @property
    def at_equilibrium(self) -> float:
        # 1/2 ((a + b)/2 - b)^2 + 1/2 ((a + b)/2 - a)^2 = (b - a)^2/4
        return (self.b - self.a) ** 2 / 4

    def score(self, logits: Tensor) -> Tensor:
        # (C - a)/(b - a): at C* it is p/(p + q) for all codes; with the codes 0 and 1 it is the output itself
        return (logits - self.a) / (self.b - self.a)

    def optimum(self, p: Tensor, q: Tensor) -> Tensor:
        # C* = (b p + a q)/(p + q)
        return (self.b * p + self.a * q) / (p + q)
