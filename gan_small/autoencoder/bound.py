r"""The ELBO: what a VAE maximises in place of log p(x).

    L(x) = E_q log p(x|z) - KL(q(z|x) || p(z)) = log p(x) - KL(q(z|x) || p(z|x))

    KL(N(m, diag s^2) || N(0, I)) = 1/2 sum (m^2 + s^2 - 1 - log s^2)

Claims   elbo-definition, log-evidence-decomposition, gaussian-kl-closed-form, reparameterisation
Source   Kingma and Welling 2014, Sections 2.2 to 2.4 and Appendix B; Williams 1992, Theorem 1
"""

from __future__ import annotations

from torch import Tensor

from gan_small.autoencoder.model import Autoencoder, Posterior


def kl_to_prior(q: Posterior) -> Tensor:
    """KL(q(z|x) || p(z)) [E, n], nats.

    Accuracy: expm1 keeps s^2 - 1 near s = 1; what is left of s^2 - 1 - log s^2 = l^2/2 there is off by about
    |l| 2^-52.
    """
    # 1/2 sum m^2 + (e^l - 1) - l
    return (q.mean.square() + q.log_variance.expm1() - q.log_variance).sum(-1) / 2


def elbo(model: Autoencoder, theta: Tensor, x: Tensor, noise: Tensor) -> Tensor:
    """The ELBO's estimate from one draw a point, [E, n] nats: without bias, and differentiable in theta.

    x [E, n, dimension]; noise eps ~ N(0, 1) [E, n, latent], by which z = m + s eps.
    """
    q = model.encode(theta, x)
    return model.log_likelihood(theta, x, q.at(noise)) - kl_to_prior(q)


def pathwise(slope: Tensor, q: Posterior, noise: Tensor) -> tuple[Tensor, Tensor]:
    """The reparameterised estimate of the gradient of E_q f(z) in (m, l): f'(z) and f'(z) s eps/2, shaped as noise.

    slope: f'(z) at z = m + s eps.
    """
    # dz/dm = 1,  dz/dl = s eps/2
    return slope, slope * (q.log_variance / 2).exp() * noise / 2


def score_function(value: Tensor, q: Posterior, noise: Tensor) -> tuple[Tensor, Tensor]:
    """The score-function (REINFORCE) estimate of the same: f(z) times the gradient of log q(z) in (m, l).

    value: f(z), or f(z) minus a baseline that does not depend on z, which changes no mean.  Its shape is noise's, with
    a last axis of 1 if the latent has more than one dimension.
    """
    # d log q/dm = eps/s,  d log q/dl = (eps^2 - 1)/2
    return value * noise * (-q.log_variance / 2).exp(), value * (noise.square() - 1) / 2
