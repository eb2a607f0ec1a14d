"""Discriminators of two clouds in the plane that stand still, by the training code: near each other, and far apart.

torch is imported inside: a page whose run is remembered needs no torch.
"""

from __future__ import annotations

import numpy as np

from gan_small.recipe import Recipe

RECIPE = Recipe(target="gauss-2d", loss="saturating", latent=2, rate_d=1e-2)


def two_clouds(
    *, apart: list[float], members: int, steps: int, x: list[float], y: list[float]
) -> dict[str, np.ndarray]:
    """D after `steps` updates between N((0, 0), I) and N((d, 0), I), for each distance d.

    Returns, in float64, D's parameters [D, E, P], and the first member's logits [D, len(y), len(x)], by its network.
    """
    import torch

    from gan_small.experiments.discriminators.frozen_generator import facing
    from gan_small.targets import Gaussians

    still = torch.zeros(members, 2)
    grid = torch.tensor(np.stack(np.meshgrid(x, y), -1).reshape(1, -1, 2)).expand(members, -1, 2)
    parameters, logits = [], []
    for d in apart:
        recipe = RECIPE.replace(members=members, steps=steps)
        pair = facing(recipe, Gaussians(still, still + 1), mean=(d, 0.0), scale=(1.0, 1.0)).trained()
        parameters.append(pair.state.d.x.double().numpy())
        with torch.no_grad():
            logits.append(pair.logits(grid)[0].numpy().reshape(len(y), len(x)))
    return {"parameters": np.stack(parameters), "logits": np.stack(logits)}
