"""Stacked networks are the networks, one by one; and the optimisers are torch's, one by one."""

import pytest
import torch

from gan_small.networks import Mlp
from gan_small.optimisers import Optimiser, Player
from gan_small.randomness import uniforms

NET = Mlp((2, 16, 8, 3), 0.2)


def rows(members: int, net: Mlp = NET) -> torch.Tensor:
    return net.initial(uniforms(0, 0, [0], range(members), net.count, dtype=torch.float64)[0])


def as_module(theta: torch.Tensor, net: Mlp = NET) -> torch.nn.Sequential:
    """One member as torch's own layers."""
    parts = []
    for weight, bias in net.layers(theta[None]):
        linear = torch.nn.Linear(weight.shape[1], weight.shape[2], dtype=theta.dtype)
        linear.weight.data, linear.bias.data = weight[0].T.clone(), bias[0, 0].clone()
        parts += [linear, torch.nn.LeakyReLU(net.slope)]
    return torch.nn.Sequential(*parts[:-1])


def test_every_member_is_torchs_own_network():
    theta = rows(5)
    x = torch.randn(5, 7, 2, dtype=torch.float64, generator=torch.Generator().manual_seed(0))
    for k in range(5):
        # the same sums of at most 16 products, perhaps in another order: 16 eps times their size, which is below 4
        torch.testing.assert_close(NET(theta, x)[k], as_module(theta[k])(x[k]), rtol=0, atol=64 * 2.0**-52)
    swapped = theta[[1, 0, 2, 3, 4]]
    assert not torch.allclose(NET(swapped, x)[0], NET(theta, x)[0])


def test_a_members_gradient_is_its_own():
    theta = rows(3).requires_grad_()
    x = torch.ones(3, 4, 2, dtype=torch.float64)
    loss = NET(theta, x).square().mean((1, 2))
    (one,) = torch.autograd.grad(loss[1], theta, retain_graph=True)
    (all_of_them,) = torch.autograd.grad(loss.sum(), theta)
    assert not one[[0, 2]].any()
    torch.testing.assert_close(one[1], all_of_them[1], rtol=1e-14, atol=1e-14)


def test_initial_parameters_have_torchs_bounds():
    theta = rows(200)
    for (weight, bias), fan_in in zip(NET.layers(theta), (2, 16, 8), strict=True):
        bound = fan_in**-0.5
        assert max(weight.abs().max(), bias.abs().max()) <= bound
        # all of 600 uniforms and more below 0.98 of the bound: probability 0.98^600 < 6e-6, once, as the seed is fixed
        assert weight.abs().max() > 0.98 * bound


def test_the_count_is_that_of_torchs_layers():
    assert NET.count == sum(p.numel() for p in as_module(rows(1)[0]).parameters())
    with pytest.raises(ValueError, match=r"takes \[E, 211\]"):
        NET.layers(torch.zeros(2, 210))


TORCHS = {
    "adam": lambda p: torch.optim.Adam(p, lr=0.01, betas=(0.5, 0.9), eps=1e-8),
    "rmsprop": lambda p: torch.optim.RMSprop(p, lr=0.01, alpha=0.9, eps=1e-8),
    "sgd": lambda p: torch.optim.SGD(p, lr=0.01, momentum=0.5),
}


def both(kind: str, ours: Optimiser, *, dtype: torch.dtype = torch.float64, steps: int = 20):
    """Twenty updates along the same gradients; the last one's are not contiguous, where a fused Adam goes wrong."""
    source = torch.Generator().manual_seed(1)
    start = torch.randn(3, 4, dtype=dtype, generator=source)
    theirs = torch.nn.Parameter(start.clone())
    optimiser = TORCHS[kind]([theirs])
    player = Player(start, torch.zeros_like(start), torch.zeros_like(start))
    for t in range(steps):
        gradient = torch.randn(4, 3, dtype=dtype, generator=source).T
        theirs.grad = gradient
        optimiser.step()
        scalars = (torch.tensor(x, dtype=torch.float64) for x in (0.01, t + 1))
        player = ours.update(player, gradient, **dict(zip(("rate", "count"), scalars, strict=True)))
    return player.x, theirs.detach()


@pytest.mark.parametrize("kind", TORCHS)
@pytest.mark.parametrize(("dtype", "bound"), [(torch.float64, 1e-14), (torch.float32, 1e-6)])
def test_the_optimiser_is_torchs(kind, dtype, bound):
    """Twenty steps of 0.01, each with a handful of roundings of numbers near 1: 20 x 5 x eps at most."""
    ours, theirs = both(kind, Optimiser(kind, 0.5, 0.9), dtype=dtype)
    torch.testing.assert_close(ours, theirs, rtol=0, atol=4 * bound)


@pytest.mark.parametrize("kind", TORCHS)
def test_another_memory_is_noticed(kind):
    ours, theirs = both(kind, Optimiser(kind, 0.6, 0.91))
    assert (ours - theirs).abs().max() > 1e-4
