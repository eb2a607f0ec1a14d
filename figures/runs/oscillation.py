"""Losses on the way of two trainings: affine players of a bilinear game, and networks that come to rest.

torch is imported inside: a page whose run is remembered needs no torch.
"""

from __future__ import annotations

import numpy as np

from gan_small.named import named

POINTS = 256


def affine_players(*, steps: int, seed: int) -> dict[str, np.ndarray]:
    """A WGAN of affine players by plain gradient steps: minibatch losses [T, 2] of D and G, and before each step
    (slope, offset) of C and (deviation, mean) of G, [T + 1, 4]."""
    import torch

    from gan_small.engines import advance, settled
    from gan_small.game import game

    recipe = settled(named("bilinear").replace(members=1, steps=steps, seed=seed, dtype="float64"))
    played = game(recipe)
    state, losses, at = played.start(), [], []
    for _ in range(steps):
        at.append(torch.cat((state.d.x[0], state.g.x[0])).numpy())
        state, loss = advance(played, state, 1)
        losses.append(loss[0, 0].numpy())
    at.append(torch.cat((state.d.x[0], state.g.x[0])).numpy())
    return {"losses": np.stack(losses), "at": np.stack(at)}


def networks(*, members: int, steps: int, looks: int, seed: int) -> dict[str, np.ndarray]:
    """The same data, N(2, 0.5^2), no penalty, constant steps: losses of D and G [L, E, 2] on 256 points that no step
    has seen, by the networks of torch; those points and noises, and the parameters of both players [L, E, P]."""
    import torch

    from gan_small.engines import advance, settled
    from gan_small.experiments.dynamics.losses_oscillate import PLAIN
    from gan_small.game import game
    from gan_small.randomness import Stream

    recipe = settled(PLAIN.replace(target=named("bilinear").target, members=members, steps=steps, seed=seed))
    played = game(recipe)
    state, losses, d, g = played.start(), [], [], []
    real = played.real(Stream.HELD_OUT_REAL, range(1), POINTS)[0].double()
    noise = played.noise(Stream.HELD_OUT_NOISE, range(1), POINTS)[0].double()
    for _ in range(looks + 1):
        d.append(state.d.x.double())
        g.append(state.g.x.double())
        with torch.no_grad():
            on_real, on_fake = played.d(d[-1], real)[..., 0], played.d(d[-1], played.g(g[-1], noise))[..., 0]
            found = played.objective.discriminator(on_real, on_fake), played.objective.generator(on_real, on_fake)
        losses.append(torch.stack(found, -1).numpy())
        if len(losses) <= looks:
            state, _ = advance(played, state, steps // looks)
    return {
        "losses": np.stack(losses), "real": real[..., 0].numpy(), "noise": noise[..., 0].numpy(),
        "d": torch.stack(d).numpy(), "g": torch.stack(g).numpy(),
    }  # fmt: skip
