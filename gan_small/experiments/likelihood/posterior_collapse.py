r"""When does a VAE ignore its latent?

Says       the KL term of a VAE is I(x; z) + KL(q(z) || p(z)), and it falls to 0 once the decoder's variance exceeds
           that of the data, and not before
Measures   an affine VAE on N(1, w) with the decoder's variance v fixed at 0.75 w and 1.25 w: the mean KL term on
           held-out points, and how far it is from the best VAE's, 1/2 log(w/v) below w and 0 above; a VAE with a hidden
           layer on two modes +-2, whose variance w is 4.09; and the two sides of the identity for the empirical law of
           64 points, the KL terms by their closed form, the other two by quadrature
Bar        0.02 nats, the tolerance of a loss (gan_small.certificate.Tolerances): less than that is no use of the
           latent, and no distance from the best; and 1e-3 nats for the identity, which holds exactly
           The identity is algebra, here a check of the closed form by quadrature
Control    the sides of the threshold exchanged; and the identity without I(x; z)
Claims     aggregated-posterior

Why        with encoder N(c x, s^2) and decoder N(d z, v) the ELBO's maximum has d^2 = max(w - v, 0) and
           s^2 = v/(d^2 + v): for v < w that is v/w, and the KL term is 1/2 (c^2 w + s^2 - 1 - log s^2) = 1/2 log(w/v)
Source     Lucas, Tucker, Grosse and Norouzi 2019, Section 4; Hoffman and Johnson 2016; Tipping and Bishop 1999
"""

from __future__ import annotations

import math

import torch
from torch import Tensor

from gan_small.autoencoder.bound import kl_to_prior
from gan_small.autoencoder.quadrature import log_normal, nodes, standard
from gan_small.autoencoder.training import TrainedAutoencoder, train_autoencoder
from gan_small.experiments.effects import Effect, median
from gan_small.experiments.finding import Setting
from gan_small.recipe import Recipe

USED, SAME = 0.02, 1e-3
POINTS = 2**14
SCALE = 1.5
AFFINE = Recipe(target=f"gauss(1, {SCALE:g})", depth=0, batch=128, rate_g=3e-2, beta1=0.9)
CURVED = Recipe(target="bimodal(0.5, 0, 4, 0.3)", depth=1, batch=128, rate_g=1e-2, beta1=0.9, beta2=0.999)
SPREAD = {AFFINE: SCALE**2, CURVED: 2.0**2 + 0.3**2}  # the variance of the data


def measure(setting: Setting) -> list[Effect]:
    """Both sides of the threshold, near and far."""
    below, above = (term(of(AFFINE, share, setting)) for share in (0.75, 1.25))
    curved = of(CURVED, 0.25, setting)
    return [
        used("affine, v = 0.75 w", below),
        used("hidden layer, v = w/4", term(curved)),
        unused("affine, v = 1.25 w", above),
        unused("hidden layer, v = 1.5 w", term(of(CURVED, 1.5, setting))),
        best("affine, v = 0.75 w", below, 0.75),
        best("affine, v = 1.25 w", above, 1.25),
        identity("hidden layer, v = w/4", curved),
    ]


def control(setting: Setting) -> list[Effect]:
    """Use of the latent above the threshold, none below; the KL of the average alone."""
    curved = of(CURVED, 0.25, setting)
    return [
        used("affine, v = 1.25 w", term(of(AFFINE, 1.25, setting))),
        unused("hidden layer, v = w/4", term(curved)),
        best("hidden layer, v = w/4, as if v = 2 w", term(curved), 2.0),
        identity("hidden layer, v = w/4, without I(x; z)", curved, information=False),
    ]


def of(recipe: Recipe, share: float, setting: Setting) -> TrainedAutoencoder:
    """Trained with the decoder's variance at `share` of the data's."""
    setting.say(f"v = {share:g} w, depth {recipe.depth}")
    members, steps = (64, 2000) if setting.full else (32, 700 if recipe is AFFINE else 300)
    sized = recipe.replace(members=members, seed=setting.seed, steps=steps)
    return train_autoencoder(sized, variance=share * SPREAD[recipe])


def used(which: str, terms: Tensor) -> Effect:
    """The KL term is above the bar."""
    return median(f"KL term, {which}: the latent is used (nats)", terms, above=USED)


def unused(which: str, terms: Tensor) -> Effect:
    """The KL term is below the bar."""
    return median(f"KL term, {which}: the latent is ignored (nats)", terms, below=USED)


def best(which: str, terms: Tensor, share: float) -> Effect:
    """How far the KL term is from the best affine VAE's for v = share w."""
    # 1/2 log(w/v) if v < w, and 0
    predicted = max(0.0, -math.log(share) / 2)
    return median(f"KL term from 1/2 log(w/v) or 0, {which} (nats)", (terms - predicted).abs(), below=USED)


def term(trained: TrainedAutoencoder) -> Tensor:
    """The mean KL term of every member, [E]."""
    return kl_terms(trained, POINTS).mean(1)


def identity(which: str, trained: TrainedAutoencoder, *, information: bool = True) -> Effect:
    """E_x KL(q(z|x) || p(z)) less I(x; z) less KL(q(z) || p(z)), for 64 points x."""
    mutual, average = parts(trained, 64)
    off = kl_terms(trained, 64).mean(1) - average - (mutual if information else 0)
    return median(f"mean KL term less its two parts, {which} (nats)", off.abs(), below=SAME)


def kl_terms(trained: TrainedAutoencoder, points: int) -> Tensor:
    """KL(q(z|x) || p(z)) at held-out points, [E, points], closed form."""
    return kl_to_prior(trained.model.encode(trained.exactly(), trained.held_out(points)))


def parts(trained: TrainedAutoencoder, points: int) -> tuple[Tensor, Tensor]:
    """I(x; z) = E_x KL(q(z|x) || q(z)) and KL(q(z) || p(z)) [E], q(z) the mean of q(z|x) over the points."""
    z, h = nodes(1025)
    log_q = log_normal(z, trained.model.encode(trained.exactly(), trained.held_out(points)))  # [E, points, nodes]
    log_average = torch.logsumexp(log_q, 1) - math.log(points)
    mutual = h * (log_q.exp() * (log_q - log_average[:, None])).sum(-1).mean(1)
    return mutual, h * (log_average.exp() * (log_average - standard(z))).sum(-1)
