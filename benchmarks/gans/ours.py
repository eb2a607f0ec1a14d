"""gan_small's engines, as a recipe chooses them: "fused" is compiled C, "torch" is the reference."""

from __future__ import annotations

import torch

from benchmarks.gans.work import Drawn, Players, Work
from gan_small.engines import advance, settled
from gan_small.engines.reference import schedule
from gan_small.game import Batch, State, game
from gan_small.optimisers import Player
from gan_small.step import step


class Ours:
    """See benchmarks.gans.work.Engine.  Beyond the work of the others it watches for losses that are not finite and
    keeps each generator's average over time."""

    def __init__(self, work: Work, *, engine: str, threads: int = 1) -> None:
        torch.set_num_threads(threads)
        self.game = game(settled(work.recipe.replace(engine=engine)))
        start, s = self.game.start(), work.start
        d, g = (Player(*map(torch.tensor, x)) for x in (s[:3], s[3:6]))
        self.state = State(s.done, d, g, g.x, start.spectral, start.stopped)

    def step(self, drawn: Drawn) -> None:
        """By the reference, whatever the engine: given numbers are its alone."""
        real, noise_d, noise_g = map(torch.tensor, drawn)
        rates, count = (x[0] for x in schedule(self.game, range(self.state.step, self.state.step + 1)))
        batch = Batch(real[None], noise_d[None], noise_g)
        self.state, _ = step(self.game, self.state, batch, rates=(rates[0], rates[1]), count=count)

    def run(self, steps: int) -> None:
        self.state, _ = advance(self.game, self.state, steps)

    def players(self) -> Players:
        return Players(*(t.numpy() for player in (self.state.d, self.state.g) for t in player), done=self.state.step)
