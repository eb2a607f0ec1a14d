"""What keeps a discriminator's slope in check: penalties, clipping, spectral normalisation, instance noise.

    R1                 gamma/2 E_p|grad C|^2                with the half, at real points
    R2                 gamma/2 E_q|grad C|^2                the same at generated points
    gradient penalty   lambda E(|grad C| - 1)^2             between real and fake points, each with its own norm
    one-sided          lambda E max(0, |grad C| - 1)^2
    clipping           theta -> min(max(theta, -c), c)
    spectral           W -> W/sigma(W)                      sigma: the largest singular value
    instance noise     x + s_t n,  n ~ N(0, 1)              for real and for fake points; s_t: Recipe.blur

grad is that of the output in the input, and norms are over the last axis: every point has a slope of its own.

Claims   dirac-gan-zero-centred-penalty, dirac-gan-wgan-gp, critic-slope-one-on-transport-segments,
         dirac-gan-weight-clipping, weight-clipping-bounds-lipschitz, gradient-clipping,
         spectral-normalisation-is-lipschitz, dirac-gan-instance-noise, noise-smooths
Source   Mescheder, Geiger and Nowozin 2018, Section 4.1; Gulrajani et al. 2017, Section 4; Arjovsky, Chintala and
         Bottou 2017, Algorithm 1; Miyato et al. 2018, Algorithm 1; Sonderby et al. 2017, Section 3
"""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor
from torch.nn.functional import normalize, relu


def slope(critic: Callable[[Tensor], Tensor], points: Tensor) -> Tensor:
    """grad_x C at each point, [E, n, d], of a critic from [E, n, d] to [E, n] or [E, n, 1].

    It can be differentiated further, in the critic's parameters; `points` are constants, also where they come from G.
    Each output must depend on its own point only: a critic with batch statistics has no slope per point.
    """
    x = points.detach().requires_grad_()
    # output i depends on point i alone: the gradient of the sum, row i, is that of C(x_i)
    (gradient,) = torch.autograd.grad(critic(x).sum(), x, create_graph=True)
    return gradient


def r1(slope: Tensor, gamma: float) -> Tensor:
    """R1 from slopes at real points [E, n, d]: one number a member, [E].  Raises ValueError for a negative gamma."""
    # gamma/2 E|grad C|^2
    return _weight("gamma", gamma) / 2 * slope.square().sum(-1).mean(-1)


def r2(slope: Tensor, gamma: float) -> Tensor:
    """R2 from slopes at generated points [E, n, d]: the same formula, [E]."""
    # gamma/2 E|grad C|^2
    return r1(slope, gamma)


def gradient_penalty(slope: Tensor, weight: float, *, one_sided: bool = False) -> Tensor:
    """The penalty of WGAN-GP from slopes at points between [E, n, d]: one number a member, [E].

    At a slope of exactly 0 the norm has no derivative; 0 is taken, so a dead critic gets no push, and no nan.
    Raises ValueError for a negative weight.
    """
    # lambda E(|grad C| - 1)^2   or   lambda E max(0, |grad C| - 1)^2
    excess = torch.linalg.vector_norm(slope, dim=-1) - 1
    return _weight("weight", weight) * (relu(excess) if one_sided else excess).square().mean(-1)


def between(real: Tensor, fake: Tensor, u: Tensor) -> Tensor:
    """Points on the segments from fake point i to real point i, [E, n, d]; u [E, n, 1] in (0, 1), one for each."""
    if real.shape != fake.shape or u.shape != (*real.shape[:-1], 1):
        raise ValueError(
            f"real {list(real.shape)}, fake {list(fake.shape)}, u {list(u.shape)}: points are joined one to one, at "
            "one u each; give [E, n, d] twice, and [E, n, 1]"
        )
    # u x + (1 - u) G(z)
    return u * real + (1 - u) * fake


def clip(theta: Tensor, bound: float) -> Tensor:
    """Parameters cut to [-c, c], each for itself; `bound` is c > 0, or ValueError is raised."""
    if not bound > 0:
        raise ValueError(f"bound is {bound}; parameters are cut to [-bound, bound]: give a positive number")
    # min(max(theta, -c), c)
    return theta.clamp(-bound, bound)


def spectral_norm(weight: Tensor, u: Tensor) -> tuple[Tensor, Tensor]:
    """W/sigma and the next u: one step of power iteration for each of E matrices.

    weight [E, in, out], u [E, out], any vectors not 0 at first (not orthogonal to the first right singular vector);
    hand the returned u to the next call.  sigma = v'W u is at most the largest singular value and comes near it with
    an error that shrinks by (s_2/s_1)^4 a step.  u and v are constants to autograd, W in sigma is not, as in
    torch.nn.utils.parametrizations.spectral_norm.  A matrix of zeros has no direction: its W/sigma is nan.
    """
    with torch.no_grad():
        # v = W u/|W u|,  u = W'v/|W'v|
        v = normalize((weight @ u.unsqueeze(-1)).squeeze(-1), dim=-1, eps=1e-12)
        new = normalize((v.unsqueeze(-2) @ weight).squeeze(-2), dim=-1, eps=1e-12)
    # sigma = v'W u
    sigma = v.unsqueeze(-2) @ weight @ new.unsqueeze(-1)
    return weight / sigma, new


def _weight(name: str, given: float) -> float:
    if not given >= 0:
        raise ValueError(f"{name} is {given}; a penalty that rewards slopes is none: give a number from 0 on")
    return given
