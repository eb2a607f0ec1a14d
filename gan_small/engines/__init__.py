"""Three ways to take the same steps: the readable one, one compiled for CPUs, one captured for GPUs.

    torch    gan_small.engines.reference    autograd, any device, any recipe: what the others are compared with
    fused    gan_small.engines.fused        C, one member at a time in the processor's cache; multilayer perceptrons
    graph    gan_small.engines.captured     the reference's step as a CUDA graph

`settled` turns "auto" into one of them before the first step, so that the recipe that is stored says what was run.
"""

from __future__ import annotations

import torch
from torch import Tensor

from gan_small.engines import captured, fused, reference
from gan_small.engines.chunks import Advance, advance_in_chunks
from gan_small.game import Game, State
from gan_small.recipe import NotARecipe, Recipe

ENGINES: dict[str, Advance] = {
    "torch": reference.advance,
    "fused": fused.advance,
    "graph": captured.advance,
}


def settled(recipe: Recipe) -> Recipe:
    """The recipe with its device and engine chosen, where they were "auto"; or NotARecipe, if they cannot be had."""
    device = recipe.device
    if device == "auto":
        device = "cuda" if torch.cuda.is_available() else "cpu"
    try:
        kind = torch.device(device).type
    except RuntimeError as error:
        raise NotARecipe(f"the device {device!r} is none that torch knows; give cpu, cuda or cuda:1") from error
    if kind not in ("cpu", "cuda"):
        raise NotARecipe(f"the device is {device!r}; training has been tried on no such one: give cpu, cuda or auto")
    if kind == "cuda" and not torch.cuda.is_available():
        raise NotARecipe(f"the device is {device!r} and torch sees no GPU here; give cpu or auto")
    recipe = recipe.replace(device=device)
    obstacle = fused.obstacle(recipe)
    if recipe.engine == "auto":
        return recipe.replace(engine="graph" if kind == "cuda" else "torch" if obstacle else "fused")
    if recipe.engine == "fused" and obstacle:
        raise NotARecipe(f"the engine is fused, and {obstacle}; use the engine torch, or auto")
    if recipe.engine == "graph" and kind != "cuda":
        raise NotARecipe(f"the engine is graph and the device {device!r}; a CUDA graph needs a GPU: use torch, or auto")
    return recipe


def advance(game: Game, state: State, steps: int) -> tuple[State, Tensor]:
    """The state after `steps` more steps and their losses [steps, E, 2]: by the recipe's engine, in its chunks."""
    engine, chunk = ENGINES[game.recipe.engine], game.recipe.chunk
    return advance_in_chunks(engine, game, state, steps, chunk) if chunk else engine(game, state, steps)
