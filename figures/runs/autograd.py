"""What depends on what, as autograd finds it in gan_small's own networks: the arrows of the diagrams, by another road.

torch is imported inside: a page that draws an arrow needs no torch.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from figures.stage.remembered import Arrays

#: Nodes of Gauss and Hermite: exact for polynomials of degree up to 15 in a standard normal.
NODES = 8


def reparameterised(coefficients: list[float], mu: float, sigma: float) -> Arrays:
    """reached [2, 2]: whether a gradient of f(z) comes back to mu, sigma; for z sampled, and for z = mu + sigma eps.

    slopes [2]: the mean over eps of the gradient on the second way, by quadrature that is exact for this polynomial.
    """
    import torch

    from gan_small.autoencoder.model import Posterior

    nodes, weights = (torch.from_numpy(each) for each in np.polynomial.hermite_e.hermegauss(NODES))
    mean = torch.full((1, 1, 1), mu, dtype=torch.float64, requires_grad=True)
    log_variance = torch.full((1, 1, 1), 2 * math.log(sigma), dtype=torch.float64, requires_grad=True)

    def loss(z: torch.Tensor) -> torch.Tensor:
        f = sum(c * z**k for k, c in enumerate(coefficients)) + 0 * z
        return (weights / math.sqrt(2 * math.pi) * f.flatten()).sum()

    drawn = torch.distributions.Normal(mean.flatten(), (log_variance / 2).exp().flatten()).sample((NODES,))
    moved = Posterior(mean, log_variance).at(nodes[None, :, None])
    reached, slopes = [], [math.nan, math.nan]
    for z in (drawn, moved):
        value, inputs = loss(z), (mean, log_variance)
        found = torch.autograd.grad(value, inputs, allow_unused=True) if value.requires_grad else (None, None)
        reached.append([each is not None for each in found])
        if found[0] is not None and found[1] is not None:
            slopes = [float(found[0]), float(found[1]) * 2 / sigma]  # d log sigma^2 = 2 d sigma / sigma
    return {"reached": np.array(reached), "slopes": np.array(slopes)}


def blocks() -> Arrays:
    """What outputs depend on, by a gradient that is not 0.

    paired [3]: the output on a real x that came in with it, in an AE, a VAE and a GAN.
    kept [2, 2]: a new sample on encoder and decoder, in a VAE; on discriminator and generator, in a GAN.
    """
    import torch

    from gan_small.autoencoder.model import Autoencoder
    from gan_small.game import game
    from gan_small.recipe import Recipe

    torch.manual_seed(0)
    played = game(Recipe(members=1))
    g, d = (net.initial(torch.rand(1, net.count)).requires_grad_() for net in (played.g, played.d))
    vae = Autoencoder(variance=1.0)
    rows = [net.initial(torch.rand(1, net.count)).requires_grad_() for net in (vae.encoder, vae.decoder)]
    theta, z, noise = torch.cat(rows, 1), torch.randn(1, 1, 1), torch.ones(1, 1, 1)
    x = torch.ones(1, 1, 1, requires_grad=True)
    posterior = vae.encode(theta, x)
    outputs = [vae.decode(theta, posterior.mean), vae.decode(theta, posterior.at(noise)), played.g(g, z)]
    return {
        "paired": np.array([_moves(each, x) for each in outputs]),
        "kept": np.array([
            [_moves(vae.sample(theta, z, noise), each) for each in rows], [_moves(outputs[2], each) for each in (d, g)],
        ]),
    }  # fmt: skip


def _moves(output: Any, of: Any) -> bool:
    """Whether the output moves with this input."""
    import torch

    (found,) = torch.autograd.grad(output.sum(), of, allow_unused=True, retain_graph=True)
    return found is not None and bool((found != 0).any())


def steps(*, members: int, rate: float) -> Arrays:
    """Step 1 and step 2 of Algorithm 1, each by itself, by plain gradient descent from the same start.

    moved [2, 2]: in step 1 and step 2, whether any weight of D, of G changed in any member.
    rises [2]: the share of members whose minibatch payoff rose in step 1, and whose mean D(G(z)) rose in step 2.
    """
    import torch

    from gan_small.game import game
    from gan_small.recipe import Recipe
    from gan_small.step import step

    played = game(Recipe(members=members, optimiser="sgd", loss="non-saturating"))
    start, batch = played.start(), played.batches([0]).at(0)
    moved, rises = [], []
    for rates in ((rate, 0.0), (0.0, rate)):
        rate_d, rate_g, one = (torch.tensor(each, dtype=torch.float64) for each in (*rates, 1.0))
        state, _ = step(played, start.copy(), batch, rates=(rate_d, rate_g), count=one)
        moved.append([bool((a.x != b.x).any()) for a, b in ((state.d, start.d), (state.g, start.g))])
        payoff = [_payoff(played, each, batch, both_terms=rates[0] > 0) for each in (start, state)]
        rises.append(float((payoff[1] > payoff[0]).mean()))
    return {"moved": np.array(moved), "rises": np.array(rises)}


def _payoff(played: Any, state: Any, batch: Any, *, both_terms: bool) -> np.ndarray:
    """Of each member: the minibatch's mean log D(x) + log(1 - D(G(z))); or the mean D(G(z)) of G's own noise."""
    import torch
    from torch.nn.functional import logsigmoid

    with torch.no_grad():
        noise = batch.noise_d[0] if both_terms else batch.noise_g
        fake = played.d(state.d.x, played.g(state.g.x, noise))[..., 0].double()
        if not both_terms:
            return torch.sigmoid(fake).mean(1).numpy()
        real = played.d(state.d.x, batch.real[0])[..., 0].double()
        return (logsigmoid(real) + logsigmoid(-fake)).mean(1).numpy()
