"""Members in chunks: fewer at once, the same steps for each, less memory.

Member k's step depends on member k alone, so members may be trained one chunk after the other.  What is needed at once
is the working memory of a chunk, beside the states of all.  A chunk's products are taken over fewer members, which may
change the order of a sum inside the library: results agree to rounding, and the number is part of the recipe.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor

from gan_small.game import Game, State
from gan_small.optimisers import Player

Advance = Callable[[Game, State, int], tuple[State, Tensor]]


def advance_in_chunks(advance: Advance, game: Game, state: State, steps: int, chunk: int) -> tuple[State, Tensor]:
    """What `advance` does, `chunk` members at a time: the state after `steps` more steps, and losses [steps, E, 2].

    The given state is not changed.  Raises ValueError for a chunk below 1.
    """
    if chunk < 1:
        raise ValueError(f"a chunk of {chunk} members; give a whole number from 1 on")
    if chunk >= len(game.members):
        return advance(game, state, steps)
    parts, losses = [], []
    for members in slices(len(game.members), chunk):
        part, loss = advance(game.select(members), state.select(members), steps)
        parts.append(part)
        losses.append(loss)
    return joined(parts), torch.cat(losses, 1)


def slices(members: int, chunk: int) -> list[slice]:
    """The members' numbers, `chunk` at a time; the last part may be shorter.

    >>> slices(5, 2)
    [slice(0, 2, None), slice(2, 4, None), slice(4, 5, None)]
    """
    return [slice(first, min(first + chunk, members)) for first in range(0, members, chunk)]


def joined(parts: list[State]) -> State:
    """One state of states of consecutive members, all after the same number of steps."""
    if len({part.step for part in parts}) != 1:
        raise ValueError(f"the parts are after {[part.step for part in parts]} steps; they must be after equally many")

    def all_of(of: Callable[[State], Any]) -> Tensor:
        return torch.cat([of(part) for part in parts])

    d = Player(*(all_of(lambda part, i=i: part.d[i]) for i in range(3)))
    g = Player(*(all_of(lambda part, i=i: part.g[i]) for i in range(3)))
    names = ("average", "spectral", "stopped", "past")
    rest = {name: all_of(lambda part, name=name: getattr(part, name)) for name in names}
    return State(parts[0].step, d, g, **rest)
