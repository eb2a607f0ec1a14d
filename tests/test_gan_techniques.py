"""The improved techniques are their formulas, written out point by point; members do not mix; runs can be cut."""

import dataclasses
import math

import pytest
import torch
from torch import Tensor

from gan_small import feature_matching
from gan_small.certificate.held_out import held_out
from gan_small.engines import fused, reference, settled
from gan_small.game import game
from gan_small.minibatch_discrimination import DIMENSIONS, MinibatchMlp, closeness
from gan_small.named import named
from gan_small.networks import Mlp
from gan_small.optimisers import Player
from gan_small.randomness import uniforms
from gan_small.recipe import NotARecipe, Recipe
from gan_small.recipe_text import digest, from_toml
from gan_small.runs import checkpoint

SMALL = {"members": 4, "batch": 8, "width": 6, "steps": 20, "engine": "torch", "dtype": "float64"}
RECIPES = {
    "batch": Recipe(norm="batch", r1=1.0),
    "virtual": Recipe(norm="virtual", r1=1.0),
    "minibatch": Recipe(minibatch=3, d_steps=2),
    "feature matching": Recipe(feature_matching=True, r1=1.0, noise=0.1),
    "history": Recipe(history=0.5, d_steps=2),
    "all": Recipe(norm="batch", minibatch=2, feature_matching=True, history=0.1, target="ring", latent=2),
}
E, N = 3, 7


def rows(net: Mlp, members: int = E) -> Tensor:
    theta = net.initial(uniforms(0, 0, [0], range(members), net.count, dtype=torch.float64)[0])
    noise = torch.randn(theta.shape, dtype=torch.float64, generator=torch.Generator().manual_seed(1))
    return theta + 0.3 * noise  # scale and shift too are random


def points(*shape: int, seed: int = 2) -> Tensor:
    return torch.randn(*shape, dtype=torch.float64, generator=torch.Generator().manual_seed(seed))


def through(layer: tuple[Tensor, Tensor], k: int, h: list[float]) -> list[float]:
    """W^T h of member k, by its numbers."""
    weight = layer[0][k].tolist()
    return [sum(h[i] * weight[i][o] for i in range(len(h))) for o in range(len(weight[0]))]


def near(m: list[list[float]], i: int, b: int, sign: float = -1.0) -> float:
    """sum over j != i of exp(-|M_ib - M_jb|_1)."""
    own = slice(b * DIMENSIONS, (b + 1) * DIMENSIONS)
    return sum(
        math.exp(sign * sum(abs(u - v) for u, v in zip(m[i][own], m[j][own], strict=True)))
        for j in range(len(m)) if j != i
    )  # fmt: skip


def test_closeness_is_its_formula_and_a_wrong_one_is_noticed():
    m = points(E, N, 2 * DIMENSIONS) / 3
    found = closeness(m, 2)
    for sign, same in ((-1.0, True), (-2.0, False)):
        hand = [[[near(m[k].tolist(), i, b, sign) for b in range(2)] for i in range(N)] for k in range(E)]
        assert torch.allclose(found, torch.tensor(hand, dtype=torch.float64), rtol=0, atol=1e-12) is same
    collapsed = closeness(m[:, :1].expand(E, N, -1), 2)
    assert (collapsed == N - 1).all()  # exp(0) summed: exactly the claim's bound
    assert (found < N - 1).all()


def test_a_discriminator_of_minibatches_is_its_formula():
    net = MinibatchMlp((2, 5, 4, 1), 0.2, kernels=2, batch=N)
    theta, x = rows(net), points(E, N, 2)
    layers = net.layers(theta)
    f = Mlp((2, 5, 4, 1), 0.2).features([*layers[:-2], layers[-1]], x)
    for k in range(E):
        m = [through(layers[-2], k, p) for p in f[k].tolist()]
        for i in range(N):
            seen = [*f[k, i].tolist(), *(near(m, i, b) for b in range(2))]
            hand = through(layers[-1], k, seen)[0] + layers[-1][1][k, 0, 0].item()
            assert abs(net(theta, x)[k, i, 0].item() - hand) < 1e-12


def test_more_points_are_judged_in_minibatches_of_training():
    net = MinibatchMlp((2, 5, 4, 1), 0.2, kernels=2, batch=N)
    theta, x = rows(net), points(E, 2 * N + 3, 2)
    whole = net(theta, x)
    parts = [net(theta, part) for part in (x[:, :N], x[:, N : 2 * N], x[:, -N:])]
    expected = torch.cat((*parts[:2], parts[2][:, -3:]), 1)
    torch.testing.assert_close(whole, expected, rtol=0, atol=1e-12)
    shuffled = x[:, torch.randperm(2 * N + 3, generator=torch.Generator().manual_seed(0))]
    assert not torch.allclose(net(theta, shuffled)[:, :N].sort(1)[0], expected[:, :N].sort(1)[0])
    assert net(theta, x[:, :2]).shape == (E, 2, 1)


def test_the_feature_gap_is_its_formula_and_a_wrong_one_is_noticed():
    real, fake = points(E, N, 4), points(E, N + 2, 4, seed=8)
    found, wrong = feature_matching.feature_gap(real, fake), (real[:, :N] - fake[:, :N]).square().mean((1, 2))
    for k in range(E):
        hand = 0.0
        for u in range(4):
            hand += (sum(real[k, :, u].tolist()) / N - sum(fake[k, :, u].tolist()) / (N + 2)) ** 2
        assert abs(found[k].item() - hand) < 1e-12
        assert abs(wrong[k].item() - hand) > 1e-3


def test_the_generator_moves_along_the_gradient_of_the_feature_gap():
    """2 (mean f(G) - mean f(x))' E[J_f J_G], point by point; beta1 = 0: the first moment is the gradient."""
    played = game(settled(Recipe(feature_matching=True, simultaneous=True).replace(**SMALL)))
    start, batch = played.start(), played.batches(range(1)).at(0)
    after, losses = reference.advance(played, start, 1)
    assert batch.real_g is not None
    layers = played.d.layers(start.d.x)
    theta = start.g.x.clone().requires_grad_()
    fake = played.d.features(layers, played.g(theta, batch.noise_g))
    gap = fake.detach().mean(1) - played.d.features(layers, batch.real_g).mean(1)
    by_points = sum((2 * gap * fake[:, i]).sum() for i in range(8)) / 8
    assert isinstance(by_points, Tensor)
    (gradient,) = torch.autograd.grad(by_points, theta)
    torch.testing.assert_close(after.g.m, gradient, rtol=1e-9, atol=1e-12)
    torch.testing.assert_close(losses[0, :, 1], gap.square().sum(-1), rtol=1e-12, atol=0)


@pytest.mark.parametrize("name", RECIPES)
def test_training_together_is_training_alone(name):
    whole = game(settled(RECIPES[name].replace(**SMALL)))
    alone = whole.select(slice(2, 3))
    a, _ = reference.advance(whole, whole.start(), 5)
    b, _ = reference.advance(alone, alone.start(), 5)
    for one, other in zip(a.select(slice(2, 3)).tensors(), b.tensors(), strict=True):
        torch.testing.assert_close(one, other, rtol=1e-9, atol=1e-9)
    assert torch.isfinite(a.g.x).all()
    assert not torch.equal(a.g.x, whole.start().g.x)


@pytest.mark.parametrize("name", RECIPES)
def test_a_run_cut_and_read_back_is_the_run(name, tmp_path):
    """Bit for bit, through a file."""
    played = game(settled(RECIPES[name].replace(**SMALL)))
    whole, _ = reference.advance(played, played.start(), 5)
    half, _ = reference.advance(played, played.start(), 2)
    checkpoint.save(tmp_path / "c", half, [], digest="x")
    back, _ = checkpoint.load(tmp_path / "c", digest="x", device=torch.device("cpu"))
    rest, _ = reference.advance(game(played.recipe), back, 3)
    assert all(torch.equal(a, b) for a, b in zip(whole.tensors(), rest.tensors(), strict=True))
    if name == "history":
        forgotten, _ = reference.advance(played, dataclasses.replace(back, past=back.past * 0), 3)
        assert not torch.equal(forgotten.g.x, rest.g.x)


@pytest.mark.parametrize("name", RECIPES)
def test_chunks_do_not_change_it_and_the_held_out_points_are_judged(name):
    played = game(settled(RECIPES[name].replace(**SMALL, chunk=3)))
    from gan_small.engines import advance

    parts, _ = advance(played, played.start(), 3)
    whole, _ = reference.advance(played, played.start(), 3)
    for one, other in zip(parts.tensors(), whole.tensors(), strict=True):
        torch.testing.assert_close(one, other, rtol=1e-9, atol=1e-9)
    assert all(map(math.isfinite, held_out(played, whole, points=100).loss_gap))


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"minibatch": 3, "r1": 1.0}, "no slope at a point"),
        ({"minibatch": 3, "r2": 1.0}, "no slope at a point"),
        ({"minibatch": 3, "gp": 1.0}, "no slope at a point"),
        ({"minibatch": 3, "spectral": True}, "no slope at a point"),
        ({"minibatch": 3, "batch": 1}, "batch of 2 or more"),
        ({"norm": "batch", "batch": 1}, "batch of 2 or more"),
        ({"norm": "virtual", "depth": 0}, "depth of 1 or more"),
        ({"norm": "layer"}, "one of none, batch, virtual"),
        ({"minibatch": -1}, "number of kernels"),
        ({"history": -1.0}, "not negative"),
    ],
)
def test_what_cannot_be_together_is_refused(settings, says):
    with pytest.raises(NotARecipe, match=says):
        Recipe(**settings)


@pytest.mark.parametrize("name", RECIPES)
def test_only_the_reference_engine_takes_them(name):
    recipe = RECIPES[name]
    assert "not compiled" in fused.obstacle(recipe)
    assert settled(recipe).engine == "torch"
    with pytest.raises(NotARecipe, match="not compiled"):
        settled(recipe.replace(engine="fused"))


def test_recipes_from_before_keep_their_digest_and_can_be_read():
    """The digests as they were before these settings existed."""
    assert digest(Recipe()) == "0699086a3c1fcb8f0d288e630397aa8a"
    assert digest(named("ring")) == "d0b8fadd85e31f0bd18c9a6656fe4a0a"
    assert from_toml("r1 = 3.0") == Recipe(r1=3.0)
    assert digest(Recipe(norm="batch")) != digest(Recipe())


def test_a_checkpoint_from_before_has_no_past(tmp_path):
    played = game(settled(Recipe().replace(**SMALL)))
    state, _ = reference.advance(played, played.start(), 2)
    content = checkpoint._as_data(state)
    del content["past"]
    torch.save(content, tmp_path / "old")
    old = torch.load(tmp_path / "old", weights_only=True)
    d, g = (Player(*old.pop(who)) for who in ("d", "g"))
    again, _ = reference.advance(played, type(state)(d=d, g=g, **old), 2)
    whole, _ = reference.advance(played, played.start(), 4)
    assert torch.equal(again.g.x, whole.g.x)
