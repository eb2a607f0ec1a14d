"""The CPU engine: compiled C trains one member after the other, everything of its step in the processor's cache.

Members are shared among as many threads as torch would use; a kernel gives up Python's lock while it computes.  Member
k's numbers do not depend on the other members, on the number of threads, or on where a run was cut.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import torch
from torch import Tensor

from gan_small import fused, objectives
from gan_small.engines.chunks import slices
from gan_small.fused import Kernel, Settings, source
from gan_small.game import Game, State
from gan_small.recipe import ADDED, Recipe

NUMBERS = 2**18
"""Random numbers that a thread draws at once: few enough for the second cache, and enough for the calls to cost nothing
beside the steps."""
WIDEST = 512
"""Units of a hidden layer, at most: the kernels hold tables of width x width on a thread's stack."""
STEPS = 128
"""Steps of a call, at most."""
TAKEN = ("slope", "r1", "r2", "gp", "clip", "real_label", "fake_label", "beta1", "beta2", "average")
"""The settings of a recipe that kernels take by the same name."""


def obstacle(recipe: Recipe) -> str:
    """Why the compiled kernels cannot run a recipe; empty if they can."""
    if torch.device(recipe.device).type != "cpu":
        return f"the device is {recipe.device}; the compiled kernels run on the CPU"
    if recipe.dtype != "float32":
        return f"the dtype is {recipe.dtype}; the compiled kernels compute in float32"
    if recipe.depth == 0:
        return "the depth is 0; the compiled kernels need a hidden layer"
    if recipe.width > WIDEST:
        return f"the width is {recipe.width}; the compiled kernels hold up to {WIDEST} units"
    if recipe.spectral:
        return "spectral normalisation is not compiled"
    for name, without in ADDED.items():
        if getattr(recipe, name) != without:
            return f"{name} is {getattr(recipe, name)!r}, which is not compiled"
    return fused.available().reason


def advance(game: Game, state: State, steps: int) -> tuple[State, Tensor]:
    """As gan_small.engines.reference.advance, in float32 on the CPU.  Raises NoCompiler where there is none."""
    after = replace(state.copy(), step=state.step + steps)
    losses = torch.empty(steps, len(game.members), 2)
    kernel(game).load()  # compiled once, before the threads start

    length = steps_of_a_call(game)

    def share(members: slice) -> None:
        some, rows = game.select(members), after.select(members)
        for first in range(state.step, state.step + steps, length):
            block = range(first, min(first + length, state.step + steps))
            losses[first - state.step : block.stop - state.step, members] = _block(some, rows, block)

    each_share(share, shares(game, min(steps, length)))
    return after, losses


def steps_of_a_call(game: Game) -> int:
    """As many as one member's numbers allow, STEPS at most and one at least."""
    return max(1, min(STEPS, NUMBERS // numbers_of_a_step(game.recipe, game.target.dimension)))


def numbers_of_a_step(recipe: Recipe, dimension: int) -> int:
    """About how many random numbers one member's step takes."""
    k = recipe.d_steps
    return recipe.batch * (k * dimension + (k + 1) * recipe.latent)


def shares(game: Game, steps: int) -> list[slice]:
    """The members, parted for calls of so many steps that are neither tiny nor leave a thread without work."""
    each, members = steps * numbers_of_a_step(game.recipe, game.target.dimension), len(game.members)
    return slices(members, max(1, min(NUMBERS // each, members // (2 * torch.get_num_threads()))))


def each_share(work: Callable[[slice], None], parts: list[slice]) -> None:
    """Do the work of every part, on as many threads as torch would use."""
    threads = torch.get_num_threads()
    try:  # torch's own threads would fight with these over the cores
        with ThreadPoolExecutor(threads, initializer=torch.set_num_threads, initargs=(1,)) as pool:
            list(pool.map(work, parts))
    finally:
        torch.set_num_threads(threads)


def kernel(game: Game) -> Kernel:
    """The compiled kernels for the players of a game."""
    return Kernel(game.target.dimension, game.recipe.latent, game.recipe.width, game.recipe.depth)


def settings(game: Game) -> Settings:
    """The recipe as the kernels read it."""
    r, chosen = game.recipe, game.objective
    codes = {"a": chosen.a, "b": chosen.b, "c": chosen.c} if isinstance(chosen, objectives.LeastSquares) else {}
    return Settings(
        objective=_code(chosen),
        optimiser=fused.OPTIMISERS[r.optimiser],
        simultaneous=r.simultaneous,
        one_sided=r.gp_one_sided,
        eps=game.optimiser.eps,
        **{name: getattr(r, name) for name in TAKEN},
        **codes,
    )


def drawn(game: Game) -> Game:
    """The game with its random numbers filled in by compiled code."""
    return replace(game, source=source)


def _block(game: Game, state: State, steps: range) -> Tensor:
    """A block of steps of some members, in place; their losses [S, E, 2]."""
    batch = drawn(game).batches(steps)
    members_first = {name: None if t is None else t.movedim(-3, 0).contiguous() for name, t in batch._asdict().items()}
    if members_first["between"] is not None:
        members_first["between"] = members_first["between"].squeeze(-1)
    r = game.recipe
    rates = np.array([[rate * r.rate(t) for t in steps] for rate in (r.rate_d, r.rate_g)])
    found = kernel(game).train(
        settings(game),
        first=steps.start,
        d=state.d,
        g=state.g,
        average=state.average,
        stopped=state.stopped,
        rates=rates,
        **members_first,  # type: ignore[arg-type]
    )
    return torch.from_numpy(found).transpose(0, 1)


def _code(chosen: objectives.Objective) -> int:
    """The number of an objective in losses.h."""
    if isinstance(chosen, objectives.FGan):
        return fused.OBJECTIVES[f"f-gan-{chosen.row}"] + (10 if chosen.alternative else 0)
    names = {
        objectives.Minimax: "minimax",
        objectives.NonSaturating: "non-saturating",
        objectives.LeastSquares: "least-squares",
        objectives.Hinge: "hinge",
        objectives.Wasserstein: "wasserstein",
        objectives.Relativistic: "pairing",
    }
    return fused.OBJECTIVES[names[type(chosen)]]
