"""A fresh discriminator, trained from scratch against the frozen generator, and the test whether it tells them apart.

D ~ 1/2 may mean that the laws agree, or that D has stopped looking.  So another D, the same for every recipe, with
parameters of its own and points that no step has seen, is trained with the logistic loss; then it answers "real or
fake" on n real and n fake held-out points.  It sees points in the target's own units, (x - mean)/scale, so that its
power does not depend on units.  If the laws are one, the number of right answers has at most the tails of Bin(2n, 1/2)
on both sides, whatever was trained, and the test rejects with probability at most its level.

Source   Lopez-Paz and Oquab 2017 (classifier two-sample tests); Hoeffding 1956, Theorem 4
"""

from __future__ import annotations

import math

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import softplus

from gan_small.game import Game, State
from gan_small.networks import Mlp
from gan_small.optimisers import Optimiser, Player
from gan_small.randomness import Stream

STEPS = 400
BATCH = 256
HIDDEN = (32, 32)
RATE = 5e-3
HELD_OUT = 512
"""Points of each law.  At level 1e-4 the test rejects from an accuracy of 0.561 on: a shift by 0.15 deviations, which
the certificate allows and the best classifier sees with accuracy 0.530, is seldom held against a member, and one by
0.3 deviations every other time."""
OPTIMISER = Optimiser("adam", 0.9, 0.999)


def right_answers(game: Game, state: State, *, steps: int = STEPS, points: int = HELD_OUT) -> np.ndarray:
    """Of 2 x `points` held-out points, how many a fresh discriminator tells right: int64 [E]."""
    if game.recipe.engine == "fused":
        from gan_small.certificate.fresh_compiled import train_fresh as train
    else:
        train = train_fresh
    theta, net = train(game, state, steps=steps), network(game)
    last = range(steps, steps + 1)
    with torch.no_grad():
        real, fake = (net(theta, x[0])[..., 0] for x in pair(game, state, last, points))
    right = (real > 0).sum(-1) + (fake <= 0).sum(-1)
    # a discriminator that broke on these points has told that something is wrong with them
    finite = torch.isfinite(theta).all(-1) & torch.isfinite(real).all(-1) & torch.isfinite(fake).all(-1)
    return torch.where(finite, right, 2 * points).cpu().numpy()


def network(game: Game) -> Mlp:
    """The fresh discriminator's network: a point to a logit."""
    return Mlp((game.target.dimension, *HIDDEN, 1))


def train_fresh(game: Game, state: State, *, steps: int = STEPS) -> Tensor:
    """Parameters [E, P] of discriminators that were trained for so many steps with the logistic loss, by autograd."""
    net, theta = network(game), initial(game)
    player = Player(theta, torch.zeros_like(theta), torch.zeros_like(theta))
    for t in range(steps):
        real, fake = (x[0] for x in pair(game, state, range(t, t + 1)))
        x = player.x.detach().requires_grad_()
        #      - E_p[log D] - E_q[log(1 - D)]
        loss = softplus(-net(x, real)).mean((1, 2)) + softplus(net(x, fake)).mean((1, 2))
        (gradient,) = torch.autograd.grad(loss.sum(), x)
        with torch.no_grad():
            rate, count = (torch.tensor(n, dtype=torch.float64, device=game.device) for n in (rate_at(t, steps), t + 1))
            player = OPTIMISER.update(player, gradient, rate=rate, count=count)
    return player.x.detach()


def initial(game: Game) -> Tensor:
    """Its parameters before the first step, [E, P]."""
    net = network(game)
    return net.initial(game.uniforms(Stream.FRESH_INITIAL, range(1), net.count)[0]).contiguous()


@torch.no_grad()
def pair(game: Game, state: State, block: range, points: int = BATCH) -> tuple[Tensor, Tensor]:
    """Real points and the frozen generator's, in the target's units, of these steps: [S, E, points, d] each."""
    noise = game.noise(Stream.FRESH_NOISE, block, points)
    s, e, n, latent = noise.shape
    fake = game.g(state.g.x, noise.transpose(0, 1).reshape(e, s * n, latent)).unflatten(1, (s, n)).transpose(0, 1)
    real = game.real(Stream.FRESH_REAL, block, points)
    mean, scale = game.target.mean()[:, None], game.target.scale()[:, None, None]
    real, fake = (((x.double() - mean) / scale).to(game.dtype) for x in (real, fake))
    return real, fake


def rate_at(t: int, steps: int) -> float:
    """The step size: half a cosine, from RATE to 0."""
    return RATE * (1 + math.cos(math.pi * t / steps)) / 2
