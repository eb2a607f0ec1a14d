"""Critics on the line, with a gradient penalty and with clipped weights: what they say, and how steeply they fall.

torch is imported inside: a page whose run is remembered needs no torch.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from figures.runs.without_torch import answers

#: The half width of a difference quotient.
HALF = 1e-4


def critics_on_the_line(
    *, places: Sequence[float], apart: float, clip: float, steps: int, members: int, seed: int
) -> dict[str, np.ndarray]:
    """N(0, 1) against N(apart, 1), critics that start falling: at the places, less the value at the middle, [E, n].

    critic, fall          by torch: C, and -C'
    written, quotient     by numpy: the same, C' by difference quotients
    value                 E_p C - E_q C, [E]
    """
    import torch

    from gan_small.experiments.critics.critic_slope_one import PENALISED
    from gan_small.experiments.critics.lone_critic import trained
    from gan_small.targets import Gaussians

    sized = PENALISED.replace(members=members, steps=steps, seed=seed)
    zero = torch.zeros(members, 1, dtype=torch.float64)
    x, found = np.tile(np.append(places, apart / 2)[:, None], (members, 1, 1)), {}
    for name, recipe in (("penalised", sized), ("clipped", sized.replace(gp=0.0, clip=clip))):
        critic = trained(recipe, Gaussians(zero, zero + 1), means=zero + apart, scales=zero + 1, start="falling")
        net, theta = critic.game.d, critic.state.d.x.double()
        points = torch.from_numpy(x).requires_grad_()
        said = net(theta, points)[..., 0]
        (slope,) = torch.autograd.grad(said.sum(), points)
        low, middle, high = (answers(theta.numpy(), x + HALF * side) for side in (-1, 0, 1))
        found |= {
            f"{name}_critic": (said - said[:, -1:]).detach().numpy()[:, :-1],
            f"{name}_fall": -slope[..., 0].numpy()[:, :-1],
            f"{name}_written": (middle - middle[:, -1:])[:, :-1],
            f"{name}_quotient": ((low - high) / (2 * HALF))[:, :-1],
            f"{name}_value": critic.value().numpy(),
        }
    return found
