"""Algorithm 1 on the line by the training code: D is a network, G(z) = mean + sd z has two parameters.

torch is imported inside: a page whose run is remembered needs no torch.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from gan_small.recipe import Recipe

RECIPE = Recipe(
    target="gauss(0, 1)", loss="saturating", members=1, d_steps=2, optimiser="adam", rate_d=1e-2, rate_g=2e-2,
    width=32, batch=512, dtype="float64", engine="torch",
)  # fmt: skip


def algorithm_1(
    *, start: list[float], few: int, alone: int, steps: int, frames: int, x: list[float], z: list[float]
) -> dict[str, np.ndarray]:
    """D learns alone for `alone` steps, seen after `few` and at the end; then both play, seen `frames` times.

    start      mean and deviation of G before its first step
    Returns updates of G [F], mean and sd of p_g [F], D's logits at x [F, n] and G at z [F, k], both by the networks,
    and D's parameters [F, P]: weights and biases, layer by layer.
    """
    import torch

    from gan_small.engines.reference import advance
    from gan_small.experiments.modes.one_gaussian import OneGaussian
    from gan_small.game import game
    from gan_small.objectives import objective

    recipe = RECIPE.replace(steps=steps)
    base = game(recipe)
    played = OneGaussian(recipe, base.target, base.members, parts=(objective(recipe.loss),))
    mean, sd = start
    there = torch.tensor([[sd, mean]], dtype=played.dtype)
    state = played.start()
    state = replace(state, g=state.g._replace(x=there), average=there.clone())
    still = replace(played, recipe=recipe.replace(rate_g=0.0, decay="constant"))
    seen = []
    for more in (few, alone - few):
        state, _ = advance(still, state, more)
        seen.append(state)
    state = replace(state, step=0, g=state.g._replace(m=torch.zeros_like(there), v=torch.zeros_like(there)))
    for _ in range(frames):
        state, _ = advance(played, state, steps // frames)
        seen.append(state)
    points, noise = (torch.tensor(values, dtype=played.dtype)[None, :, None] for values in (x, z))
    with torch.no_grad():
        return {
            "updates": np.array([0, 0, *(each.step for each in seen[2:])]),
            "mean": np.array([float(each.g.x[0, 1]) for each in seen]),
            "sd": np.array([float(each.g.x[0, 0]) for each in seen]),
            "logits": np.stack([played.d(each.d.x, points)[0, :, 0].numpy() for each in seen]),
            "fakes": np.stack([played.g(each.g.x, noise)[0, :, 0].numpy() for each in seen]),
            "parameters": np.stack([each.d.x[0].numpy() for each in seen]),
        }
