"""f-GAN: the discriminator maximises a lower bound on an f-divergence.

Says
    D minimises    -(E_p T - E_q f*(T)),  T = g(v)      v: the network's output, g: into the domain of f*
    G minimises    -E_q f*(T)       what it moves of the bound
    alternative    -E_q T           Nowozin et al., Section 3.2: G raises what D says of real points
    best:    T* = f'(p/q), where the bound is D_f(p || q)

f*(g(v)) is written as one function of v in the table, so that neither overflows before the other cancels it.  Where a
loss itself is beyond the float type (e^v at v = 1e4) it is infinite or, as a difference of two such, nan.

Every row gives the ratio u = p/q at which the slope of f is T: `score` is u/(u + 1), which for "gan" and
"jensen-shannon" is sigmoid(v).

Claims   dual-bound-kl, dual-bound-reverse-kl, dual-bound-pearson, dual-bound-neyman, dual-bound-squared-hellinger,
         dual-bound-jensen-shannon, dual-bound-gan; with fenchel-young- in place of dual-bound- for g
Source   Nowozin, Cseke and Tomioka 2016, Tables 2 and 6, Sections 2.4 and 3.2; the rows are those of
         theory.inequalities.f_gan.ROWS
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field

import torch
from torch import Tensor

from gan_small.objectives.objective import Objective, softplus, unknown

LOG2, LOG4 = math.log(2), math.log(4)
Map = Callable[[Tensor], Tensor]


@dataclass(frozen=True, kw_only=True)
class Row:
    """Functions of v: T = g(v), f*(g(v)), and log u for the ratio u at which f'(u) = g(v); of log u: v.  And f(1)."""

    g: Map
    conjugate: Map
    log_ratio: Map
    output: Map
    f_at_one: float = 0.0


ROWS: dict[str, Row] = {
    # f = u log u     g = v     f* = e^(t-1)     u = e^(v-1)
    "kl": Row(
        g=lambda v: v,
        conjugate=lambda v: torch.exp(v - 1),
        log_ratio=lambda v: v - 1,
        output=lambda r: r + 1,
    ),
    # f = -log u     g = -e^-v     f* = -1 - log(-t)     u = e^v
    "reverse-kl": Row(
        g=lambda v: -torch.exp(-v),
        conjugate=lambda v: v - 1,
        log_ratio=lambda v: v,
        output=lambda r: r,
    ),
    # f = (u - 1)^2     g = v     f* = t^2/4 + t     u = 1 + v/2, and 0 where v < -2
    "pearson": Row(
        g=lambda v: v,
        conjugate=lambda v: v * (v / 4 + 1),
        log_ratio=lambda v: (1 + v / 2).clamp(min=0).log(),
        output=lambda r: 2 * torch.expm1(r),
    ),
    # f = (1 - u)^2/u     g = 1 - e^-v     f* = 2 - 2 sqrt(1 - t)     u = e^(v/2)
    "neyman": Row(
        g=lambda v: -torch.expm1(-v),
        conjugate=lambda v: -2 * torch.expm1(-v / 2),
        log_ratio=lambda v: v / 2,
        output=lambda r: 2 * r,
    ),
    # f = (sqrt u - 1)^2     g = 1 - e^-v     f* = t/(1 - t)     u = e^(2v)
    "squared-hellinger": Row(
        g=lambda v: -torch.expm1(-v),
        conjugate=torch.expm1,
        log_ratio=lambda v: 2 * v,
        output=lambda r: r / 2,
    ),
    # f = u log u - (u + 1) log((u + 1)/2)     g = log 2 - log(1 + e^-v)     f* = -log(2 - e^t)     u = e^v
    "jensen-shannon": Row(
        g=lambda v: LOG2 - softplus(-v),
        conjugate=lambda v: softplus(v) - LOG2,
        log_ratio=lambda v: v,
        output=lambda r: r,
    ),
    # f = u log u - (u + 1) log(u + 1)     g = -log(1 + e^-v)     f* = -log(1 - e^t)     u = e^v
    "gan": Row(
        g=lambda v: -softplus(-v),
        conjugate=softplus,
        log_ratio=lambda v: v,
        output=lambda r: r,
        f_at_one=-LOG4,
    ),
}


@dataclass(frozen=True)
class FGan(Objective):
    """One row of the table, by its name; `alternative` is the choice of G's loss."""

    row: str
    alternative: bool = field(default=False, kw_only=True)

    def __post_init__(self) -> None:
        if self.row not in ROWS:
            raise unknown("row of the f-GAN table", self.row, ROWS)

    @property
    def name(self) -> str:
        return f"f-gan({self.row}, alternative)" if self.alternative else f"f-gan({self.row})"

    def discriminator(self, real: Tensor, fake: Tensor) -> Tensor:
        # -(E_p T - E_q f*(T))
        row = ROWS[self.row]
        return row.conjugate(fake).mean(-1) - row.g(real).mean(-1)

    def generator(self, real: Tensor, fake: Tensor) -> Tensor:
        # -E_q T   or   -E_q f*(T)
        row = ROWS[self.row]
        return -(row.g if self.alternative else row.conjugate)(fake).mean(-1)

    @property
    def centre(self) -> float:
        # u/(u + 1) at u = 1
        return 0.5

    @property
    def at_equilibrium(self) -> float:
        # -D_f(p || p) = -f(1)
        return -ROWS[self.row].f_at_one

    def score(self, logits: Tensor) -> Tensor:
        # u/(u + 1) = sigmoid(log u), where f'(u) = g(v)
        return torch.sigmoid(ROWS[self.row].log_ratio(logits))

    def optimum(self, p: Tensor, q: Tensor) -> Tensor:
        # v with g(v) = f'(p/q)
        return ROWS[self.row].output(torch.log(p) - torch.log(q))
