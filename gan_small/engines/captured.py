"""The GPU engine: one whole step, calculus and optimisers included, captured once as a CUDA graph and replayed.

A step of small networks is some two hundred small kernels, whose launches take longer than their work; a replay is one
launch.  The graph reads and writes fixed places in memory, so each step copies its random numbers in, and nothing
waits for the device until the last step.  The arithmetic is that of gan_small.step: a test compares the two.
"""

from __future__ import annotations

from dataclasses import replace

import torch
from torch import Tensor

from gan_small.engines.reference import blocks, schedule
from gan_small.game import Batch, Game, State
from gan_small.step import step


def advance(game: Game, state: State, steps: int) -> tuple[State, Tensor]:
    """As gan_small.engines.reference.advance, on a CUDA device."""
    if game.device.type != "cuda":
        raise ValueError(f"a CUDA graph cannot be captured on {game.device}; use the engine torch or fused there")
    first, losses = state.step, state.average.new_empty(steps, len(game.members), 2)
    graph = None
    for block in blocks(game, first, steps):
        batches, (rates, counts) = game.batches(block), schedule(game, block)
        if graph is None:
            graph = _captured(game, state, batches.at(0), rates[0], counts[0])
        for s, t in enumerate(block):
            losses[t - first].copy_(graph.replay(batches.at(s), rates[s], counts[s]))
    return (state, losses) if graph is None else (graph.state(first + steps), losses)


def _captured(game: Game, state: State, batch: Batch, rates: Tensor, count: Tensor) -> _Captured:
    """The graph of this game, at this state.  Capturing takes as long as some hundred steps, so a game keeps its graph,
    as it keeps its networks: a run that is looked at fifty times captures once."""
    kept = vars(game).get("captured step")
    if kept is None:
        kept = vars(game)["captured step"] = _Captured(game, state, batch, rates, count)
    _write(kept.here, state)
    return kept


class _Captured:
    """One step at fixed places: `here` holds the state, `numbers` the batch, the rates and the count."""

    def __init__(self, game: Game, state: State, batch: Batch, rates: Tensor, count: Tensor) -> None:
        self.here = state.copy()
        self.numbers = [t.clone() for t in (*batch, rates, count) if t is not None]
        self.places = [i for i, t in enumerate(batch) if t is not None]
        self.game, self.losses = game, state.average.new_empty(len(game.members), 2)
        stream = torch.cuda.Stream()
        stream.wait_stream(torch.cuda.current_stream())
        with torch.cuda.stream(stream):  # libraries set themselves up in the first runs, which cannot be captured
            for _ in range(3):
                self._once()
        torch.cuda.current_stream().wait_stream(stream)
        self.graph = torch.cuda.CUDAGraph()
        with torch.cuda.graph(self.graph):
            self._once()

    def replay(self, batch: Batch, rates: Tensor, count: Tensor) -> Tensor:
        """One step; its losses [E, 2], to be copied before the next."""
        for place, given in zip(self.numbers, [t for t in (*batch, rates, count) if t is not None], strict=True):
            place.copy_(given)
        self.graph.replay()
        return self.losses

    def state(self, done: int) -> State:
        """A copy of the state, after so many steps."""
        return replace(self.here.copy(), step=done)

    def _once(self) -> None:
        *drawn, rates, count = self.numbers
        batch: list[Tensor | None] = [None] * len(Batch._fields)
        for place, t in zip(self.places, drawn, strict=True):
            batch[place] = t
        after, losses = step(self.game, self.here, Batch(*batch), rates=(rates[0], rates[1]), count=count)  # type: ignore[arg-type]
        self.losses.copy_(torch.stack(losses, -1))
        _write(self.here, after)


def _write(here: State, new: State) -> None:
    for place, given in zip(here.tensors(), new.tensors(), strict=True):
        place.copy_(given)
