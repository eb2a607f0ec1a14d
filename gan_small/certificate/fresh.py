"""A fresh discriminator, trained from scratch against the frozen generator, and the test whether it tells them apart.

D ~ 1/2 may mean that the laws agree, or that D has stopped looking.  So another D of the same shape, with parameters of
its own and points that no step has seen, is trained with the logistic loss; then it answers "real or fake" on n real
and n fake held-out points.  If the laws are one, the number of right answers has at most the tails of Bin(2n, 1/2),
whatever was trained, and the test rejects with probability at most its level.

Source   Lopez-Paz and Oquab 2017 (classifier two-sample tests); Hoeffding 1956, Theorem 4
"""

from __future__ import annotations

import math

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import softplus

from gan_small.game import Game, State
from gan_small.optimisers import Optimiser, Player
from gan_small.randomness import Stream

STEPS = 400
RATE = 5e-3
HELD_OUT = 1024
OPTIMISER = Optimiser("adam", 0.9, 0.999)


def right_answers(game: Game, state: State, *, steps: int = STEPS, points: int = HELD_OUT) -> np.ndarray:
    """Of 2 x `points` held-out points, how many a fresh discriminator tells right: int64 [E]."""
    if game.recipe.engine == "fused":
        from gan_small.certificate.fresh_compiled import train_fresh as train
    else:
        train = train_fresh
    theta = train(game, state, steps=steps)
    with torch.no_grad():
        real = game.d(theta, game.real(Stream.FRESH_REAL, range(steps, steps + 1), points)[0])[..., 0]
        fake = game.d(theta, fakes(game, state, range(steps, steps + 1), points)[0])[..., 0]
    return ((real > 0).sum(-1) + (fake <= 0).sum(-1)).cpu().numpy()


def train_fresh(game: Game, state: State, *, steps: int = STEPS) -> Tensor:
    """Parameters [E, P] of discriminators that were trained for so many steps with the logistic loss, by autograd."""
    theta = game.d.initial(game.uniforms(Stream.FRESH_INITIAL, range(1), game.d.count)[0])
    player = Player(theta, torch.zeros_like(theta), torch.zeros_like(theta))
    for t in range(steps):
        real, fake = (x[0] for x in pair(game, state, range(t, t + 1)))
        x = player.x.detach().requires_grad_()
        #      - E_p[log D] - E_q[log(1 - D)]
        loss = softplus(-game.d(x, real)).mean((1, 2)) + softplus(game.d(x, fake)).mean((1, 2))
        (gradient,) = torch.autograd.grad(loss.sum(), x)
        with torch.no_grad():
            rate, count = (torch.tensor(n, dtype=torch.float64, device=game.device) for n in (rate_at(t, steps), t + 1))
            player = OPTIMISER.update(player, gradient, rate=rate, count=count)
    return player.x.detach()


def pair(game: Game, state: State, block: range) -> tuple[Tensor, Tensor]:
    """Real and fake points of these steps of the fresh discriminator, [S, E, B, d] each."""
    return game.real(Stream.FRESH_REAL, block, game.recipe.batch), fakes(game, state, block, game.recipe.batch)


@torch.no_grad()
def fakes(game: Game, state: State, block: range, points: int) -> Tensor:
    """The frozen generator's points, [S, E, points, d]."""
    noise = game.noise(Stream.FRESH_NOISE, block, points)
    s, e, n, latent = noise.shape
    flat = noise.transpose(0, 1).reshape(e, s * n, latent)
    return game.g(state.g.x, flat).unflatten(1, (s, n)).transpose(0, 1)


def rate_at(t: int, steps: int) -> float:
    """The step size: half a cosine, from RATE to 0."""
    return RATE * (1 + math.cos(math.pi * t / steps)) / 2
