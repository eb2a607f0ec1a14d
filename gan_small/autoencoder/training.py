"""The training loop of a VAE: minus the ELBO, one draw of z a point, Adam; all members at once.

It takes the recipe of a GAN and reads of it what a VAE has: target, members, seed, width, depth, latent, slope, steps,
batch, optimiser, rate_g, betas, decay, device and dtype; what speaks of a discriminator is not read.  So both can be
given one recipe, and then the decoder has the shape and the first parameters of that GAN's generator, and both see the
same points of the data.

Streams of random numbers (gan_small.randomness): REAL the data, NOISE_FOR_G the noise of z, INITIAL_D the encoder,
INITIAL_G the decoder; for new points HELD_OUT_REAL and HELD_OUT_NOISE, and FRESH_NOISE for the decoder's own noise.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from gan_small.autoencoder.bound import elbo
from gan_small.autoencoder.model import Autoencoder
from gan_small.game import Game, game
from gan_small.optimisers import Player
from gan_small.randomness import Stream
from gan_small.recipe import Recipe

BLOCK = 32
"""Steps whose random numbers are drawn at once."""


@dataclass(frozen=True)
class TrainedAutoencoder:
    """The shape, the parameters theta [E, P] after the last step, and the game that the data come from."""

    model: Autoencoder
    theta: Tensor
    game: Game

    def held_out(self, points: int) -> Tensor:
        """Points of the data that no step has seen, float64 [E, points, dimension]."""
        return self.game.real(Stream.HELD_OUT_REAL, range(1), points)[0].double()

    @torch.no_grad()
    def samples(self, points: int, *, means: bool = False) -> Tensor:
        """Draws of the model [E, points, dimension]; means: f(z) itself, without the decoder's noise."""
        z = self.game.noise(Stream.HELD_OUT_NOISE, range(1), points)[0]
        if means:
            return self.model.decode(self.theta, z)
        d = self.model.dimension
        noise = self.game.normals(Stream.FRESH_NOISE, range(1), points * d)[0].unflatten(-1, (points, d))
        return self.model.sample(self.theta, z, noise)

    def exactly(self) -> Tensor:
        """theta in float64, for quadrature."""
        return self.theta.double()


def train_autoencoder(recipe: Recipe, *, variance: float | None = None) -> TrainedAutoencoder:
    """Train the ensemble of VAEs of a recipe; `variance` is that of the decoder, None: it is learnt.

    The result is a function of recipe and variance.  Raises ValueError where a loss is not finite at the end.
    """
    played = game(recipe)
    r, model = recipe, shape(played, variance)
    theta = model.initial(
        played.uniforms(Stream.INITIAL_D, range(1), model.encoder.count)[0],
        played.uniforms(Stream.INITIAL_G, range(1), model.decoder.count)[0],
    )
    player = Player(theta, torch.zeros_like(theta), torch.zeros_like(theta))
    loss = theta.new_zeros(len(theta))
    for first in range(0, r.steps, BLOCK):
        block = range(first, min(first + BLOCK, r.steps))
        real, noise = played.real(Stream.REAL, block, r.batch), played.noise(Stream.NOISE_FOR_G, block, r.batch)
        for t, x, eps in zip(block, real, noise, strict=True):
            rate, count = (torch.tensor(n, dtype=torch.float64) for n in (r.rate_g * r.rate(t), t + 1))
            theta = player.x.detach().requires_grad_()
            loss = -elbo(model, theta, x, eps).mean(-1)
            (gradient,) = torch.autograd.grad(loss.sum(), theta)
            with torch.no_grad():
                player = played.optimiser.update(player, gradient, rate=rate, count=count)
    if not bool(torch.isfinite(loss).all()):
        raise ValueError(
            f"the loss of {int((~torch.isfinite(loss)).sum())} of {len(loss)} members is not finite after {r.steps} "
            "steps; give a smaller rate_g"
        )
    return TrainedAutoencoder(model, player.x.detach(), played)


def shape(played: Game, variance: float | None) -> Autoencoder:
    """The shape of the VAE of a game's recipe."""
    r = played.recipe
    return Autoencoder(
        dimension=played.target.dimension, latent=r.latent, width=r.width, depth=r.depth, slope=r.slope,
        variance=variance,
    )  # fmt: skip
