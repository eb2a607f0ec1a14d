r"""How much smaller is the variance of reparameterised gradients?

Says       the reparameterised gradient of the ELBO has at most half the variance of the score-function gradient
Measures   the ratio of variances (score function over reparameterised) of estimates of the gradient of E_q f(z),
           q = N(m, s^2), over draws of z: for f = z^2 and f = sin(3z) in m, beside their closed forms; and for
           f = log p(x|z) of a trained VAE in (m, log s^2), added up over both and over 32 points, without a baseline
           and with the mean of f over the other draws as one
Bar        2: half the variance is what twice the draws would buy; the closed forms are met within a tenth
Control    the reparameterised gradient against itself with other draws; the closed form of deviations, not variances
Claims     reparameterisation

Closed forms, r = m/s, a = ks, from the moments 1, 3, 15 of a normal:

    f = z^2       15/4 + 7/2 r^2 + r^4/4       pathwise 4 s^2, score function m^4/s^2 + 14 m^2 + 15 s^2
    f = sin(kz)   pathwise a^2 (1 - e)^2/2, score function 1/2 - (1 - 4a^2) e^2/2 - a^2 e, e = exp(-a^2)
                  at m = 0, s = 1

So for a wave of more than about one period within the width of q the ratio falls below 1, like 1/a^2.

Source     Kingma and Welling 2014, Section 2.4; Williams 1992; Gal 2016, Uncertainty in Deep Learning, Section 3.1
"""

from __future__ import annotations

import math
from collections.abc import Callable

import torch
from torch import Tensor

from gan_small.autoencoder.bound import pathwise, score_function
from gan_small.autoencoder.model import Autoencoder, Posterior
from gan_small.autoencoder.training import train_autoencoder
from gan_small.experiments.effects import Effect, median
from gan_small.experiments.finding import Setting
from gan_small.randomness import Stream, normals
from gan_small.recipe import Recipe

HALF, TENTH = 2.0, 0.1
WAVE = 3.0
POINTS, DRAWS = 32, 256
RECIPE = Recipe(target="bimodal", depth=1, width=32, batch=128, rate_g=1e-2, beta1=0.9, beta2=0.999)
Way = Callable[[Tensor, Tensor, Posterior, Tensor], tuple[Tensor, Tensor]]


def measure(setting: Setting) -> list[Effect]:
    """Two functions with a closed form, near and far from their bottom; a VAE; and a function that is a fast wave."""
    return [
        *(median(f"ratio of variances, f = z^2, m = {r} s", of_square(r, setting), above=HALF) for r in (0, 3)),
        median(f"ratio of variances, f = sin({WAVE:g}z), m = 0, s = 1", of_wave(setting), above=HALF),
        *off(setting, lambda closed: closed),
        median("ratio of variances, trained VAE", of_vae(setting, plain), above=HALF),
        median("ratio of variances, trained VAE, with a baseline", of_vae(setting, with_baseline), above=HALF),
    ]


def control(setting: Setting) -> list[Effect]:
    """Other draws of the same estimate; and the square root of the closed form."""
    return [
        median("ratio of variances, trained VAE, the same estimate twice", of_vae(setting, again), above=HALF),
        *off(setting, math.sqrt),
    ]


def off(setting: Setting, wrong: Callable[[float], float]) -> list[Effect]:
    """How far the measured ratios are from their closed forms, as logarithms."""
    pairs = {
        "f = z^2, m = 3 s": (of_square(3, setting), closed_square(3)),
        f"f = sin({WAVE:g}z)": (of_wave(setting), closed_wave(WAVE)),
    }
    return [
        median(f"|log(ratio/closed form)|, {what}", (found / wrong(closed)).log().abs(), below=TENTH)
        for what, (found, closed) in pairs.items()
    ]


def closed_square(r: float) -> float:
    """The ratio for f = z^2 in m, r = m/s."""
    # 15/4 + 7/2 r^2 + r^4/4
    return 15 / 4 + 7 / 2 * r**2 + r**4 / 4


def closed_wave(a: float) -> float:
    """The ratio for f = sin(az) in m, at m = 0, s = 1."""
    e = math.exp(-(a**2))
    return (1 / 2 - (1 - 4 * a**2) * e**2 / 2 - a**2 * e) / (a**2 * (1 - e) ** 2 / 2)


def of_square(r: float, setting: Setting) -> Tensor:
    """Of every member, [E], with s = 1/2."""
    eps = draws(setting)
    q = Posterior(torch.full_like(eps[..., :1], r / 2), torch.full_like(eps[..., :1], math.log(1 / 4)))
    z = q.at(eps)
    return score_function(z.square(), q, eps)[0].var(-1) / pathwise(2 * z, q, eps)[0].var(-1)


def of_wave(setting: Setting) -> Tensor:
    """Of every member, [E]."""
    eps = draws(setting)
    q = Posterior(torch.zeros_like(eps[..., :1]), torch.zeros_like(eps[..., :1]))
    value, slope = (WAVE * eps).sin(), WAVE * (WAVE * eps).cos()
    return score_function(value, q, eps)[0].var(-1) / pathwise(slope, q, eps)[0].var(-1)


def draws(setting: Setting) -> Tensor:
    """N(0, 1), float64 [E, n]: so many that a variance of third powers is known within a few hundredths."""
    members, n = (64, 2**16) if setting.full else (24, 2**15)
    return normals(setting.seed, Stream.FRESH_NOISE, range(1), range(members), n, dtype=torch.float64)[0]


def of_vae(setting: Setting, other: Way) -> Tensor:
    """Of every member, [E]: of `other` over the reparameterised gradient, for f = log p(x|z)."""
    setting.say("a VAE")
    members, steps = (64, 1000) if setting.full else (24, 400)
    trained = train_autoencoder(RECIPE.replace(members=members, seed=setting.seed, steps=steps))
    model, theta, x = trained.model, trained.exactly(), trained.held_out(POINTS)
    with torch.no_grad():
        q = model.encode(theta, x)  # [E, n, 1]: it goes with any number of draws
        eps = trained.game.noise(Stream.FRESH_NOISE, range(1), POINTS * 2 * DRAWS)[0].double()
        eps = eps.unflatten(1, (POINTS, 2, DRAWS)).squeeze(-1).unbind(2)  # two sets of draws, [E, n, DRAWS] each
    first, second = (likelihood(model, theta, x, q, noise) for noise in eps)
    path = pathwise(first[1], q, eps[0])
    return total_variance(other(*second, q, eps[1])) / total_variance(path)


def likelihood(model: Autoencoder, theta: Tensor, x: Tensor, q: Posterior, eps: Tensor) -> tuple[Tensor, Tensor]:
    """log p(x|z) and its slope in z, at z = m + s eps: [E, n, DRAWS] each."""
    z = q.at(eps).requires_grad_()
    f = model.decode(theta, z.flatten(1)[..., None]).unflatten(1, z.shape[1:])
    value = model.log_density(theta, (x[:, :, None] - f).square().sum(-1))
    (slope,) = torch.autograd.grad(value.sum(), z)
    return value.detach(), slope


def plain(value: Tensor, slope: Tensor, q: Posterior, eps: Tensor) -> tuple[Tensor, Tensor]:
    """The score function times f."""
    return score_function(value, q, eps)


def with_baseline(value: Tensor, slope: Tensor, q: Posterior, eps: Tensor) -> tuple[Tensor, Tensor]:
    """The score function times f less its mean over the other draws: without bias, as they are independent."""
    others = (value.sum(-1, keepdim=True) - value) / (value.shape[-1] - 1)
    return score_function(value - others, q, eps)


def again(value: Tensor, slope: Tensor, q: Posterior, eps: Tensor) -> tuple[Tensor, Tensor]:
    """The reparameterised gradient itself."""
    return pathwise(slope, q, eps)


def total_variance(gradient: tuple[Tensor, Tensor]) -> Tensor:
    """Over draws, added up over mean, log variance and points: [E]."""
    return sum((part.var(-1).sum(-1) for part in gradient), torch.zeros(()))
