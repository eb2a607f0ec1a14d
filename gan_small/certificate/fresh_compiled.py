"""The fresh discriminators of gan_small.certificate.fresh by the compiled kernels: the same points, the same steps."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

from gan_small import fused
from gan_small.certificate.fresh import HIDDEN, OPTIMISER, initial, network, pair, rate_at
from gan_small.engines.fused import drawn, each_share, shares
from gan_small.fused import Kernel, Settings
from gan_small.game import Game, State

BLOCK = 64


def train_fresh(game: Game, state: State, *, steps: int) -> Tensor:
    """As gan_small.certificate.fresh.train_fresh, to rounding."""
    theta, net = initial(game), network(game)
    kernel = Kernel(game.target.dimension, 1, HIDDEN[0], len(HIDDEN))
    moments = [torch.zeros_like(theta) for _ in range(2)]
    told = Settings(
        objective=fused.OBJECTIVES["minimax"],
        slope=net.slope,
        beta1=OPTIMISER.beta1,
        beta2=OPTIMISER.beta2,
        eps=OPTIMISER.eps,
    )

    def share(members: slice) -> None:
        some, rows = drawn(game.select(members)), state.select(members)
        going = torch.full((len(some.members),), -1, dtype=torch.int64)
        for first in range(0, steps, BLOCK):
            block = range(first, min(first + BLOCK, steps))
            real, fake = (x.movedim(1, 0).contiguous() for x in pair(some, rows, block))
            kernel.train_discriminator(
                told,
                first=first,
                d=[t[members] for t in (theta, *moments)],
                stopped=going,
                real=real,
                fake=fake,
                rates=np.array([rate_at(t, steps) for t in block]),
            )

    each_share(share, shares(game, BLOCK))
    return theta
