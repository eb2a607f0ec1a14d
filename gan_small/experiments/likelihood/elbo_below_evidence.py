"""Is the ELBO of a trained VAE below log p(x), by the KL to the true posterior?

Says       the ELBO of a trained VAE lies below log p(x) at every point, by the KL from its posterior to the true one
Measures   at 16 held-out points of every member, latent on the line, by quadrature in float64: the least gap
           log p(x) - ELBO, less the errors of both; and the largest difference between that gap and
           KL(q(z|x) || p(z|x)), from its definition and another rule (gan_small.autoencoder.quadrature)
Bar        0: a bound is a bound at every point; and 1e-3 nats, a tenth of what gan_small.certificate.Tolerances can see
Control    the KL term with its sign flipped, E_q log p(x|z) + KL(q(z|x) || p(z)): no bound, and no such gap
Claims     log-evidence-decomposition, elbo-definition

Source     Kingma and Welling 2014, Section 2.2
"""

from __future__ import annotations

from gan_small.autoencoder.bound import kl_to_prior
from gan_small.autoencoder.quadrature import exact_elbo, gap_to_posterior, log_evidence
from gan_small.autoencoder.training import train_autoencoder
from gan_small.experiments.effects import Effect, median
from gan_small.experiments.finding import Setting
from gan_small.recipe import Recipe

EXACT, SAME = 0.0, 1e-3
POINTS = 16
CURVED = Recipe(target="bimodal", depth=1, width=32, batch=128, rate_g=1e-2, beta1=0.9, beta2=0.999)
AFFINE = CURVED.replace(target="gauss", depth=0)


def measure(setting: Setting) -> list[Effect]:
    """Networks with a hidden layer on two modes; and affine ones on a normal law, where the bound can be reached."""
    return [
        *gaps(CURVED, "one hidden layer", setting),
        *gaps(AFFINE, "affine", setting),
    ]


def control(setting: Setting) -> list[Effect]:
    """The KL added instead of subtracted."""
    return gaps(CURVED, "one hidden layer, + KL", setting, flipped=True)


def gaps(recipe: Recipe, which: str, setting: Setting, *, flipped: bool = False) -> list[Effect]:
    """The least gap, and how far two roads to it are apart, of every member."""
    setting.say(f"a VAE, {which}")
    members, steps = (64, 1000) if setting.full else (24, 400)
    trained = train_autoencoder(recipe.replace(members=members, seed=setting.seed, steps=steps))
    model, theta, x = trained.model, trained.exactly(), trained.held_out(POINTS)
    evidence, bound = log_evidence(model, theta, x), exact_elbo(model, theta, x)
    gap = evidence.value - bound.value
    if flipped:
        gap = gap - 2 * kl_to_prior(model.encode(theta, x))
    least = (gap - evidence.error - bound.error).amin(1)
    apart = (gap - gap_to_posterior(model, theta, x)).abs().amax(1)
    return [
        median(f"least gap log p(x) - ELBO, less its error, {which} (nats)", least, above=EXACT),
        median(f"largest difference of gap and KL(q || p(z|x)), {which} (nats)", apart, below=SAME),
    ]
