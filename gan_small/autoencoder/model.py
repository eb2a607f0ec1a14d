r"""A variational autoencoder: E of them side by side, the parameters of one member a row of theta [E, P].

    encoder    q(z|x) = N(m(x), diag exp l(x)):  a perceptron from x to (m, l)
    decoder    p(x|z) = N(x; f(z), v I),         v fixed, or one learnt number a member: the last of its row
    prior      p(z) = N(0, I)

A row holds the encoder's parameters, the decoder's, and log v if it is learnt.  At depth 0 both are affine: with the
best parameters that is probabilistic principal component analysis.

Source   Kingma and Welling 2014, Auto-Encoding Variational Bayes, Sections 2 and 3 and Appendix C.2
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import torch
from torch import Tensor

from gan_small.networks import Mlp

LOG_2PI = math.log(2 * math.pi)


class Posterior(NamedTuple):
    """q(z|x): mean and log variance, [E, n, latent] each."""

    mean: Tensor
    log_variance: Tensor

    def at(self, noise: Tensor) -> Tensor:
        """z = m + exp(l/2) eps: a draw of q(z|x) for eps ~ N(0, 1), differentiable in m and l."""
        return self.mean + (self.log_variance / 2).exp() * noise


@dataclass(frozen=True, kw_only=True)
class Autoencoder:
    """The shape of a VAE; `variance` is v, or None: v is learnt, and starts at 1.

    Raises ValueError for a variance that is not a positive finite number.
    """

    dimension: int = 1
    latent: int = 1
    width: int = 32
    depth: int = 1
    slope: float = 0.2
    variance: float | None = None

    def __post_init__(self) -> None:
        if self.variance is not None and not 0 < self.variance < math.inf:
            raise ValueError(
                f"variance is {self.variance}; p(x|z) is a density: give a positive number, or None to learn it"
            )

    @cached_property
    def encoder(self) -> Mlp:
        """x to mean and log variance."""
        return Mlp((self.dimension, *(self.width,) * self.depth, 2 * self.latent), self.slope)

    @cached_property
    def decoder(self) -> Mlp:
        """z to f(z): of the shape of a generator."""
        return Mlp((self.latent, *(self.width,) * self.depth, self.dimension), self.slope)

    @property
    def count(self) -> int:
        """P."""
        return self.encoder.count + self.decoder.count + (self.variance is None)

    def initial(self, encoder: Tensor, decoder: Tensor) -> Tensor:
        """Parameters [E, P] from uniforms [E, encoder.count] and [E, decoder.count], as torch.nn.Linear has them."""
        rows = [self.encoder.initial(encoder), self.decoder.initial(decoder)]
        return torch.cat(rows if self.variance is not None else [*rows, torch.zeros_like(encoder[:, :1])], 1)

    def encode(self, theta: Tensor, x: Tensor) -> Posterior:
        """q(z|x) at points x [E, n, dimension]."""
        out = self.encoder(self._split(theta)[0], x)
        return Posterior(out[..., : self.latent], out[..., self.latent :])

    def decode(self, theta: Tensor, z: Tensor) -> Tensor:
        """f(z) [E, n, dimension] at z [E, n, latent]: the mean of p(x|z), and no draw of it."""
        return self.decoder(self._split(theta)[1], z)

    def log_variance(self, theta: Tensor) -> Tensor:
        """log v, [E, 1]."""
        if self.variance is not None:
            return torch.full_like(theta[:, :1], math.log(self.variance))
        return self._split(theta)[2]

    def sample(self, theta: Tensor, z: Tensor, noise: Tensor) -> Tensor:
        """Draws of the model: f(z) + sqrt(v) eps, from z [E, n, latent] ~ N(0, 1), eps [E, n, dimension] ~ N(0, 1)."""
        return self.decode(theta, z) + (self.log_variance(theta) / 2).exp()[..., None] * noise

    def log_likelihood(self, theta: Tensor, x: Tensor, z: Tensor) -> Tensor:
        """log p(x|z) [E, n] in nats, of x [E, n, dimension] given z [E, n, latent], one to one."""
        return self.log_density(theta, (x - self.decode(theta, z)).square().sum(-1))

    def log_density(self, theta: Tensor, squared: Tensor) -> Tensor:
        """log N at squared distances |x - f(z)|^2 [E, ...]:  -|x - f|^2/(2v) - (d/2) log 2 pi v."""
        log_v = self.log_variance(theta).view(-1, *(1,) * (squared.dim() - 1))
        return -squared / 2 * (-log_v).exp() - self.dimension / 2 * (LOG_2PI + log_v)

    def _split(self, theta: Tensor) -> tuple[Tensor, ...]:
        if theta.dim() != 2 or theta.shape[1] != self.count:
            raise ValueError(f"parameters of shape {list(theta.shape)}; this autoencoder takes [E, {self.count}]")
        return theta.split([self.encoder.count, self.decoder.count, int(self.variance is None)], 1)
