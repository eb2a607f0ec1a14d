"""Normalised generators are their formulas, number by number; only batch normalisation looks at the other points."""

import math

import pytest
import torch
from torch import Tensor

from gan_small import batch_norm
from gan_small.batch_norm import EPS, BatchNormalised, VirtuallyNormalised
from gan_small.engines import settled
from gan_small.game import game
from gan_small.networks import Mlp
from gan_small.randomness import Stream, uniforms
from gan_small.recipe import Recipe

E, N = 3, 7


def rows(net: Mlp, members: int = E) -> Tensor:
    theta = net.initial(uniforms(0, 0, [0], range(members), net.count, dtype=torch.float64)[0])
    noise = torch.randn(theta.shape, dtype=torch.float64, generator=torch.Generator().manual_seed(1))
    return theta + 0.3 * noise  # scale and shift too are random


def points(*shape: int, seed: int = 2) -> Tensor:
    return torch.randn(*shape, dtype=torch.float64, generator=torch.Generator().manual_seed(seed))


def leaky(a: float) -> float:
    return max(a, 0.2 * a)


def through(layer: tuple[Tensor, Tensor], k: int, h: list[float]) -> list[float]:
    """W^T h of member k, by its numbers."""
    weight = layer[0][k].tolist()
    return [sum(h[i] * weight[i][o] for i in range(len(h))) for o in range(len(weight[0]))]


def off(a: float, values: list[float]) -> float:
    """(a - mean)/sqrt(var + EPS), of these values."""
    mean = sum(values) / len(values)
    return (a - mean) / math.sqrt(sum((v - mean) ** 2 for v in values) / len(values) + EPS)


def by_hand(net: BatchNormalised, theta: Tensor, x: Tensor, beside: Tensor | None = None) -> Tensor:
    """The normalised network, one number after the other; `beside` is the reference batch, if there is one."""
    layers, found = net.layers(theta), []
    for k in range(len(x)):
        h = x[k].tolist()
        r = h if beside is None else beside[k].tolist()
        for layer in layers[:-1]:
            scale, shift = layer[1][k].tolist()
            a, b = ([through(layer, k, point) for point in batch] for batch in (h, r))
            units = range(len(scale))
            own = [[leaky(scale[u] * off(p[u], [q[u] for q in b]) + shift[u]) for u in units] for p in b]
            h = own if beside is None else [
                [leaky(scale[u] * off(p[u], [*(q[u] for q in b), p[u]]) + shift[u]) for u in units] for p in a
            ]  # fmt: skip
            r = own
        bias = layers[-1][1][k, 0].tolist()
        found.append([[y + c for y, c in zip(through(layers[-1], k, p), bias, strict=True)] for p in h])
    return torch.tensor(found, dtype=torch.float64)


def virtual() -> VirtuallyNormalised:
    return VirtuallyNormalised((2, 5, 4, 2), 0.2, reference=points(E, 6, 2, seed=3))


def test_batch_normalisation_is_its_formula():
    """Sums of at most 7 numbers of size 10: 1e-12 leaves three digits."""
    net = BatchNormalised((2, 5, 4, 2), 0.2)
    theta, x = rows(net), points(E, N, 2)
    torch.testing.assert_close(net(theta, x), by_hand(net, theta, x), rtol=0, atol=1e-12)


def test_virtual_batch_normalisation_is_its_formula():
    net = virtual()
    theta, x = rows(net), points(E, N, 2)
    torch.testing.assert_close(net(theta, x), by_hand(net, theta, x, net.reference), rtol=0, atol=1e-12)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda a: (a.mean((0, 1), keepdim=True), a.var((0, 1), keepdim=True)),  # members mixed
        lambda a: (a.mean(1, keepdim=True), a.var(1, keepdim=True)),  # divided by n - 1
        lambda a: (a.mean(1, keepdim=True), a.square().mean(1, keepdim=True)),  # not about the mean
    ],
)
def test_other_statistics_are_noticed(wrong, monkeypatch):
    monkeypatch.setattr(batch_norm, "statistics", wrong)
    for net in (BatchNormalised((2, 5, 4, 2), 0.2), virtual()):
        theta, x = rows(net), points(E, N, 2)
        beside = net.reference if isinstance(net, VirtuallyNormalised) else None
        assert (net(theta, x) - by_hand(net, theta, x, beside)).abs().max() > 1e-3


@pytest.mark.parametrize(
    "wrong",
    [
        lambda a, mean, var, m: (mean, var),  # the reference alone
        lambda a, mean, var, m: (mean + (a - mean) / m, var + (a - mean).square() / m),
    ],
)
def test_a_reference_batch_without_the_point_itself_is_noticed(wrong, monkeypatch):
    net = virtual()
    theta, x = rows(net), points(E, N, 2)
    monkeypatch.setattr(batch_norm, "with_one_more", wrong)
    assert (net(theta, x) - by_hand(net, theta, x, net.reference)).abs().max() > 1e-3


def test_only_batch_normalisation_depends_on_the_other_points():
    x = points(E, N, 2)
    other = x.clone()
    other[:, 1:] = points(E, N - 1, 2, seed=5)
    for net, same in ((BatchNormalised((2, 5, 4, 2), 0.2), False), (virtual(), True)):
        theta = rows(net)
        assert torch.equal(net(theta, x)[:, 0], net(theta, other)[:, 0]) is same


def test_a_normalised_network_starts_with_scale_one_and_shift_zero():
    net = BatchNormalised((2, 16, 16, 1))
    theta = net.initial(uniforms(0, 0, [0], range(E), net.count, dtype=torch.float64)[0])
    for weight, affine in net.layers(theta)[:-1]:
        assert (affine[:, 0] == 1).all()
        assert (affine[:, 1] == 0).all()
        assert weight.abs().max() <= weight.shape[1] ** -0.5
    a = points(E, 50, 2) @ net.layers(theta)[0][0]
    mean, var = batch_norm.statistics(a)
    y = (a - mean) * torch.rsqrt(var + EPS)
    torch.testing.assert_close(y.mean(1), torch.zeros(E, 16, dtype=torch.float64), rtol=0, atol=1e-12)


def test_the_reference_batch_is_drawn_once_and_belongs_to_its_member():
    played = game(settled(Recipe(norm="virtual", members=4, batch=8, width=6, dtype="float64")))
    assert isinstance(played.g, VirtuallyNormalised)
    assert torch.equal(played.g.reference, played.noise(Stream.REFERENCE, range(1), 8)[0])
    some = played.select(slice(1, 3)).g
    assert isinstance(some, VirtuallyNormalised)
    assert torch.equal(some.reference, played.g.reference[1:3])
