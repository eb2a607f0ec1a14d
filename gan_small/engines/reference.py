"""The reference engine: the step of gan_small.step, again and again, on any device."""

from __future__ import annotations

import torch
from torch import Tensor

from gan_small.game import Game, State
from gan_small.randomness import listed
from gan_small.step import step

NUMBERS = 2**24
"""Random numbers that are drawn at once, at most: 64 MiB in float32."""


def advance(game: Game, state: State, steps: int) -> tuple[State, Tensor]:
    """The state after `steps` more steps, and the losses [steps, E, 2] of D and G.  The given state is not changed.

    Nothing here waits for the device.
    """
    losses = []
    for block in blocks(game, state.step, steps):
        batches, (rates, counts) = game.batches(block), schedule(game, block)
        for s in range(len(block)):
            one = batches.at(s)
            state, loss = step(game, state, one, rates=(rates[s, 0], rates[s, 1]), count=counts[s])
            losses.append(torch.stack(loss, -1))
    return state, torch.stack(losses)


def blocks(game: Game, first: int, steps: int) -> list[range]:
    """The steps from `first` on, cut where their random numbers would take too much memory."""
    r = game.recipe
    each = len(game.members) * r.batch * (r.d_steps + 1) * (game.target.dimension + r.latent)
    length = max(1, min(64, NUMBERS // each))
    return [range(a, min(a + length, first + steps)) for a in range(first, first + steps, length)]


def schedule(game: Game, block: range) -> tuple[Tensor, Tensor]:
    """The rates of D and G [S, 2] and the counts [S] of these steps: float64, on the game's device."""
    r = game.recipe
    rates = torch.tensor([[r.rate_d * r.rate(t), r.rate_g * r.rate(t)] for t in block], dtype=torch.float64)
    counts = [float(t + 1) for t in block]
    on_device = [listed(x, dtype=torch.float64, device=game.device) for x in (rates, counts)]
    return on_device[0], on_device[1]
