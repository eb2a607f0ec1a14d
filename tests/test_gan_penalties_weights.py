"""The largest singular value is torch's, step by step; and clipping cuts."""

import math
from typing import Any

import pytest
import torch
from torch import Tensor

from gan_small.penalties import clip, spectral_norm

EPS = 2.0**-52


@pytest.fixture
def draw(rng):
    """Normal numbers of any shape, from this test's own seed."""
    g = torch.Generator().manual_seed(rng.getrandbits(32))
    return lambda *shape: torch.randn(*shape, generator=g, dtype=torch.float64)


def torchs(weight: Tensor, u: Tensor) -> Any:
    """A layer in training whose weight is torch's W/sigma, from our W [in, out] and right vector.

    torch starts an iteration from the right vector of its [out, in] matrix.  Ours starts from that of [in, out],
    which is torch's if our W is handed over as it is.
    """
    layer: Any = torch.nn.utils.parametrizations.spectral_norm(torch.nn.Linear(4, 6, bias=False, dtype=torch.float64))
    layer.parametrizations.weight.original.data = weight.detach().clone()
    layer.parametrizations.weight[0]._v.data = u / u.norm()
    return layer.train()


def test_spectral_norm_is_torchs_step_by_step(draw):
    """torch.nn.utils.parametrizations.spectral_norm, matrix by matrix, from the same vector: ten uses."""
    weight, u = draw(3, 6, 4), draw(3, 4)
    layers = [torchs(weight[k], u[k]) for k in range(3)]
    divided = weight
    for _ in range(10):
        divided, u = spectral_norm(weight, u)
        for k, layer in enumerate(layers):
            # products of 6 and of 4 numbers, some 32 roundings; the iteration damps what was off before
            size = divided[k].abs().max().item()
            torch.testing.assert_close(divided[k], layer.weight, rtol=0, atol=64 * EPS * size)
    # seen failing: without persistence, the first vector again and again
    stale, _ = spectral_norm(weight, torch.ones(3, 4, dtype=torch.float64))
    assert (stale - divided).abs().max() > 1e-3


def test_spectral_norms_gradient_is_torchs(draw):
    """The vectors are constants, sigma is not: the gradient is not that of a division by a number."""
    weight, u = draw(1, 6, 4).requires_grad_(), draw(1, 4)
    # upstream has a part along W, which the derivative of sigma takes away
    upstream = draw(6, 4) + 3 * weight[0].detach()
    layer = torchs(weight[0], u[0])
    (expected,) = torch.autograd.grad((layer.weight * upstream).sum(), layer.parametrizations.weight.original)
    divided, new = spectral_norm(weight, u)
    (ours,) = torch.autograd.grad((divided[0] * upstream).sum(), weight)
    sigma = (weight / divided).detach()[0, 0, 0]
    # upstream/sigma - <upstream, W>/sigma^2 v u', each of some 64 roundings
    size = (upstream.norm() / sigma + upstream.norm() * weight.detach().norm() / sigma**2).item()
    torch.testing.assert_close(ours[0], expected, rtol=0, atol=64 * EPS * size)
    assert not new.requires_grad
    assert (ours[0] - upstream / sigma).abs().max() > 1e-3


def test_sigma_is_the_largest_singular_value(draw):
    """Singular values 3 and below 1.5: the error of sigma falls by (1/2)^4 a step and starts below 3 tan^2.

    40 steps make 2^-160, so that rounding is left unless tan is beyond 1e16, which has a probability of that order.
    """
    left, right = (torch.linalg.qr(draw(5, n, 4)).Q for n in (6, 4))
    values = torch.tensor([3.0, 1.5, 1.0, 0.5]).double()
    weight, u = left @ (values[:, None] * right.mT), draw(5, 4)
    sigmas, divided = [], weight
    for _ in range(40):
        divided, u = spectral_norm(weight, u)
        sigmas.append((weight * divided).sum((1, 2)) / divided.square().sum((1, 2)))
    largest = torch.linalg.svdvals(weight)[:, 0]
    torch.testing.assert_close(sigmas[-1], largest, rtol=64 * EPS, atol=0)
    torch.testing.assert_close(torch.linalg.svdvals(divided)[:, 0], torch.ones(5).double(), rtol=64 * EPS, atol=0)
    assert (sigmas[0] - 3).abs().max() > 1e-3  # one step alone does not do it


def test_clipping_cuts_each_parameter():
    theta = torch.tensor([[-2.0, -0.01, 0.0, 0.005, 3.0]])
    assert torch.equal(clip(theta, 0.01), torch.tensor([[-0.01, -0.01, 0.0, 0.005, 0.01]]))
    for bound in (0.0, -1.0, math.nan):
        with pytest.raises(ValueError, match="give a positive number"):
            clip(theta, bound)
