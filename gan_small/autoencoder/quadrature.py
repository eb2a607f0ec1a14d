r"""For a latent on the line: log p(x), the ELBO and its gap by quadrature in z, in float64 and without a draw.

    log p(x)              log int p(x|z) p(z) dz                          on the interval [-9, 9]
    ELBO                  int q(z|x) log p(x|z) dz - KL(q(z|x) || p(z))   in z = m + s t, t in [-9, 9]
    KL(q || p(z|x))       int q log(q/p(z|x)) dz                          on [-9, 9], with the posterior's own norm

The rule is the trapezoid's, and with each number comes a bound on its error:

    affine decoder    the difference of the rules of step h and 2h: the integrand is analytic, the rule converges
                      faster than any power of h, and the error at h is far below that at 2h
    hidden layers     h/8 times the sum of all second differences of the integrand: f(z) has corners, and one that
                      turns the integrand's slope by J costs J h^2/8 at most and makes second differences of J h
    tails             p(x|z) <= (2 pi v)^(-d/2), and P(|z| > 9) = 2.3e-19: far out, where p(x) is as small, the stated
                      error is large

Accuracy: the stated errors hold for affine decoders, where log p(x) = log N(x; b, w w' + v I), and for decoders of one
hidden layer, where the integral is a sum over the linear pieces (both are tests).  They need h well below the width of
the integrand in z, v not tiny beside the squared slope of f, and corners that do not cancel within one h.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import torch
from torch import Tensor

from gan_small.autoencoder.bound import kl_to_prior
from gan_small.autoencoder.model import LOG_2PI, Autoencoder, Posterior

END = 9.0
ROUNDING = 1e-12  # of a sum of some thousand positive terms and its logarithm, in float64


class Integral(NamedTuple):
    """A number at each point, and the bound on its error: [E, n] each."""

    value: Tensor
    error: Tensor


def nodes(count: int) -> tuple[Tensor, float]:
    """`count` equidistant nodes on [-END, END], float64, and their step.  Raises ValueError unless count is odd."""
    if count < 5 or count % 2 == 0:
        raise ValueError(f"{count} nodes; every other one must be a rule with the same ends: give an odd number from 5")
    return torch.linspace(-END, END, count, dtype=torch.float64), 2 * END / (count - 1)


def log_evidence(model: Autoencoder, theta: Tensor, x: Tensor, *, count: int = 2049) -> Integral:
    """log p(x) [E, n] in nats at x [E, n, d], of a model whose latent is on the line."""
    joint, h = _log_joint(model, theta, x, count)
    largest = joint.amax(-1)
    integral = trapezoid((joint - largest[..., None]).exp(), h, corners=model.depth > 0)
    value = largest + integral.value.log()
    # log of the bound on both tails: P(|z| > END) (2 pi v)^(-d/2)
    log_v = model.log_variance(theta.double())
    tails = math.log(math.erfc(END / math.sqrt(2))) - model.dimension / 2 * (LOG_2PI + log_v)
    share = integral.error / integral.value + (tails - value).exp()
    return Integral(value, torch.where(share < 1, -(-share).log1p(), math.inf) + ROUNDING)


def exact_elbo(model: Autoencoder, theta: Tensor, x: Tensor, *, count: int = 1025) -> Integral:
    """E_q log p(x|z) - KL(q(z|x) || p(z)) [E, n] in nats: the first by quadrature in q's own coordinate."""
    theta, x = theta.double(), x.double()
    q = model.encode(theta, _on_the_line(model, x))
    t, h = nodes(count)
    f = model.decode(theta, q.at(t).flatten(1)[..., None]).unflatten(1, (x.shape[1], count))  # [E, n, count, d]
    terms = model.log_density(theta, (x[:, :, None] - f).square().sum(-1)) * standard(t).exp()
    value, error = trapezoid(terms, h, corners=model.depth > 0)
    return Integral(value - kl_to_prior(q), error + ROUNDING)


def gap_to_posterior(model: Autoencoder, theta: Tensor, x: Tensor, *, count: int = 2049) -> Tensor:
    """KL(q(z|x) || p(z|x)) [E, n] from its definition: both densities on the same nodes, the posterior normalised."""
    joint, h = _log_joint(model, theta, x, count)
    posterior = joint - torch.logsumexp(joint, -1, keepdim=True) - math.log(h)
    log_q = log_normal(nodes(count)[0], model.encode(theta.double(), x.double()))
    return h * (log_q.exp() * (log_q - posterior)).sum(-1)


def trapezoid(f: Tensor, h: float, *, corners: bool) -> Integral:
    """The integral of f [..., nodes], which vanishes at the ends, and the bound on its error."""
    value = h * f.sum(-1)
    if corners:
        return Integral(value, h / 8 * f.diff(n=2).abs().sum(-1))
    return Integral(value, (value - 2 * h * f[..., ::2].sum(-1)).abs())


def standard(z: Tensor) -> Tensor:
    """log N(z; 0, 1)."""
    return -z.square() / 2 - LOG_2PI / 2


def log_normal(z: Tensor, q: Posterior) -> Tensor:
    """log q(z_j|x) at nodes z [m], for posteriors [E, n, 1]: [E, n, m]."""
    return standard((z - q.mean) * (-q.log_variance / 2).exp()) - q.log_variance / 2


def _log_joint(model: Autoencoder, theta: Tensor, x: Tensor, count: int) -> tuple[Tensor, float]:
    """log p(x|z) p(z) at the nodes, [E, n, count], and the step."""
    theta, x = theta.double(), _on_the_line(model, x.double())
    z, h = nodes(count)
    f = model.decode(theta, z[None, :, None].expand(len(theta), -1, -1))
    squared = (x[:, :, None] - f[:, None]).square().sum(-1)
    return model.log_density(theta, squared) + standard(z), h


def _on_the_line(model: Autoencoder, x: Tensor) -> Tensor:
    if model.latent != 1:
        raise ValueError(f"the latent has {model.latent} dimensions; quadrature in z is for 1: train with latent=1")
    return x
