"""Is the KL term of a VAE what its closed form says?

Says       the KL term of a VAE has a closed form, half the sum of mean^2 + variance - 1 - log variance
Measures   the largest difference between gan_small.autoencoder's KL term and torch.distributions, and between it and
           the trapezoid's rule for the integral of q log(q/p): on a grid of means to +-5 and log variances from -6 to
           4, and at the posteriors of a trained VAE
Bar        1e-11 nats: the KL goes up to 40, so this is about a thousand roundings of float64
Control    the deviation where the variance belongs: exp(l/2) for exp(l)
Claims     gaussian-kl-closed-form

Source     Kingma and Welling 2014, Appendix B
"""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor
from torch.distributions import Normal, kl_divergence

from gan_small.autoencoder.bound import kl_to_prior
from gan_small.autoencoder.model import Posterior
from gan_small.autoencoder.quadrature import nodes, standard
from gan_small.autoencoder.training import train_autoencoder
from gan_small.experiments.effects import Effect, computed
from gan_small.experiments.finding import Setting
from gan_small.recipe import Recipe

BAR = 1e-11
ERROR = 1e-12  # of a difference of two such numbers: some hundred roundings
NODES = 513
RECIPE = Recipe(target="bimodal", depth=1, width=32, batch=128, rate_g=1e-2, beta1=0.9, beta2=0.999)


def measure(setting: Setting) -> list[Effect]:
    """On a grid, and where training led."""
    return [*differences(on_a_grid(), "a grid", kl_to_prior), *differences(trained(setting), "a VAE", kl_to_prior)]


def control(setting: Setting) -> list[Effect]:
    """s for s^2."""
    return differences(on_a_grid(), "a grid, s for s^2", of_deviation)


def differences(q: Posterior, where: str, closed_form: Callable[[Posterior], Tensor]) -> list[Effect]:
    """The closed form from torch's, and from the integral."""
    closed = closed_form(q)
    roads = {"torch.distributions": by_torch(q), "quadrature": by_quadrature(q)}
    return [
        computed(
            f"largest difference from {road}, {where}", float((closed - other).abs().max()), error=ERROR, below=BAR
        )
        for road, other in roads.items()
    ]


def on_a_grid() -> Posterior:
    """41 means and 41 log variances."""
    mean, log_variance = torch.meshgrid(
        torch.linspace(-5, 5, 41, dtype=torch.float64), torch.linspace(-6, 4, 41, dtype=torch.float64), indexing="ij"
    )
    return Posterior(mean.reshape(1, -1, 1), log_variance.reshape(1, -1, 1))


def trained(setting: Setting) -> Posterior:
    """At 32 held-out points of every member."""
    setting.say("a VAE")
    members, steps = (64, 1000) if setting.full else (16, 200)
    found = train_autoencoder(RECIPE.replace(members=members, seed=setting.seed, steps=steps))
    return found.model.encode(found.exactly(), found.held_out(32))


def by_torch(q: Posterior) -> Tensor:
    """[E, n]."""
    prior = Normal(torch.zeros_like(q.mean), torch.ones_like(q.mean))
    return kl_divergence(Normal(q.mean, (q.log_variance / 2).exp()), prior).sum(-1)


def by_quadrature(q: Posterior) -> Tensor:
    """int q log(q/p) dz [E, n], in z = m + s t: analytic, and cut where q has 1e-18, so exact up to rounding."""
    t, h = nodes(NODES)
    z = q.at(t)
    log_q = standard(t) - q.log_variance / 2
    return h * (standard(t).exp() * (log_q - standard(z))).sum(-1)


def of_deviation(q: Posterior) -> Tensor:
    """The wrong one."""
    return kl_to_prior(Posterior(q.mean, q.log_variance / 2))
