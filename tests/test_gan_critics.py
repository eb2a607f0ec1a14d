"""What the pages on critics rest on: the affine generator, the penalty's best critic, slopes of least squares."""

from dataclasses import replace

import numpy as np
import pytest
import torch
from scipy.optimize import brentq
from scipy.stats import norm

from gan_small.experiments.critics import least_squares_moves_away as least_squares
from gan_small.experiments.critics.affine_generator import affine, standing_still
from gan_small.experiments.critics.lone_critic import Critic, trained
from gan_small.experiments.critics.soft_penalty import w1_and_value
from gan_small.experiments.critics.weights_at_the_clip import share_at_the_ends
from gan_small.networks import Mlp
from gan_small.recipe import Recipe
from gan_small.targets import Gaussians

CRITIC = Recipe(loss="wasserstein", gp=10.0, d_steps=5, rate_d=1e-2, beta2=0.99, batch=128, steps=100, members=3)


def pair(members, apart):
    zero = torch.zeros(members, 1, dtype=torch.float64)
    return {"data": Gaussians(zero, zero + 1), "means": zero + apart, "scales": zero + 1}


@pytest.mark.parametrize("sizes", [(1, 2, 1), (1, 8, 8, 1), (3, 7, 6, 9, 3)])
@pytest.mark.parametrize("slope", [0.0, 0.2, 1.0])
def test_a_network_is_affine_where_it_is_told_to_be(sizes, slope, generator):
    net, d = Mlp(sizes, slope), sizes[0]
    mean, scale, z = (torch.from_numpy(generator.standard_normal(shape)) for shape in ((2, d), (2, d), (2, 50, d)))
    found = net(affine(net, mean, scale), z)
    torch.testing.assert_close(found, mean[:, None] + scale[:, None] * z, rtol=0, atol=1e-13)


@pytest.mark.parametrize("sizes", [(1, 1), (1, 1, 1), (2, 8, 1), (1, 8, 1, 1)])
def test_a_network_that_cannot_carry_a_number_is_refused(sizes):
    with pytest.raises(ValueError, match="a number is carried by two units"):
        affine(Mlp(sizes), torch.zeros(1, 1), torch.ones(1, 1))


def test_the_generator_stands_still_while_the_critic_learns():
    laws = pair(3, 3.0)
    _, before = standing_still(CRITIC, **laws)
    after = trained(CRITIC, **laws)
    assert torch.equal(before.g.x, after.state.g.x)
    assert not torch.equal(before.d.x, after.state.d.x)


def test_the_value_of_a_known_critic_is_the_difference_of_means():
    """C(x) = 2 - 3x is a network that is affine as well: E_p C - E_q C = 3 (1.5 - 0)."""
    game, state = standing_still(CRITIC, **pair(3, 1.5))
    minus = torch.full((3, 1), -3.0, dtype=torch.float64)
    known = affine(game.d, minus * 0 + 2, minus).float()
    critic = Critic(game, replace(state, d=state.d._replace(x=known)))
    np.testing.assert_allclose(critic.value().numpy(), 4.5, rtol=1e-5)
    points = torch.linspace(-2, 2, 7).expand(3, 7)[..., None]
    np.testing.assert_allclose(critic.fall(points, torch.ones(1)).numpy(), 3.0, rtol=1e-5)


def test_a_critic_starts_as_it_is_told():
    still = CRITIC.replace(rate_d=0.0, steps=1, members=16)
    laws, points = pair(16, 3.0), torch.linspace(-9, 9, 99).expand(16, 99)[..., None]
    starts = ("drawn", "turned", "rising", "falling")
    drawn, turned, rising, falling = (trained(still, start=start, **laws) for start in starts)
    assert bool((rising.fall(points, torch.ones(1)) < 0).all())
    assert bool((falling.fall(points, torch.ones(1)) > 0).all())
    assert bool((turned.value() > 0).all())
    torch.testing.assert_close(turned.value(), drawn.value().abs())
    assert bool((drawn.value() < 0).any())


@pytest.mark.parametrize(("start", "slope"), [("falling", 1.05), ("rising", -0.95)])
def test_the_gradient_penalty_has_two_valleys_on_the_line(start, slope):
    """At W = 1 and lambda = 10 they lie at 1 + W/(2 lambda) and -(1 - W/(2 lambda)), in units of the fall."""
    critic = trained(CRITIC.replace(steps=200), start=start, **pair(3, 1.0))
    points = torch.linspace(0, 1, 50).expand(3, 50)[..., None]
    np.testing.assert_allclose(critic.fall(points, torch.ones(1)).mean(-1).numpy(), slope, atol=0.02)


def test_w1_of_the_page_is_the_closed_form():
    """W_1(N(0, 1), N(m, s^2)) = E|m + (s - 1) Z|."""
    means, scales = np.array([3.0, 0.0, 1.0]), np.array([1.0, 2.0, 0.4])
    w1, _ = w1_and_value(means * 0, means * 0 + 1, means, scales, weight=10.0)
    z = norm.ppf((np.arange(200000) + 0.5) / 200000)
    exact = [np.abs(m + (s - 1) * z).mean() for m, s in zip(means, scales, strict=True)]
    np.testing.assert_allclose(w1, exact, rtol=1e-5)


def test_the_soft_penalty_overshoots_by_no_less_than_cauchy_and_schwarz_allow(generator):
    m, s, n, t = generator.uniform([[-3], [0.3], [-3], [0.3]], [[3], [2], [3], [2]], (4, 50))
    w1, value = w1_and_value(m, s, n, t, weight=10.0)
    assert (value >= w1 + w1**2 / 20 - 1e-6).all()
    assert (value < w1 + w1**2 / 20 * 3 + 0.05).all()


def test_no_critic_on_a_grid_beats_the_best_one():
    """The penalised gain of -C' = g on a grid, its maximum found by trying slopes at every point, is attained at g*.

    Drawn segments, not the mixture's density, weigh the penalty here: the two roads share no formula.
    """
    rng, weight = np.random.default_rng(0), 1.0
    x, y, u = rng.normal(0, 1, 400000), rng.normal(2, 0.7, 400000), rng.uniform(size=400000)
    edges = np.linspace(-4, 6, 201)
    r = np.histogram(u * x + (1 - u) * y, edges)[0] / 400000
    middle, width = (edges[1:] + edges[:-1]) / 2, edges[1] - edges[0]
    w = norm.cdf(middle) - norm.cdf(middle, 2, 0.7)
    g = np.linspace(-8, 8, 8001)[:, None]
    gain = g * w * width - weight * r * (np.abs(g) - 1) ** 2
    best = g[gain.argmax(0), 0]
    found = (best * w)[r > 1e-4].sum() * width
    _, value = w1_and_value(np.zeros(1), np.ones(1), np.full(1, 2.0), np.full(1, 0.7), weight=weight)
    assert abs(found - value[0]) < 0.01 * value[0]
    assert value[0] > 3.9  # W_1 is 2, and the rest is what a penalty of weight 1 leaves open


def test_least_squares_on_two_points_has_the_reference_numbers():
    assert least_squares.on_two_points((-1.0, 1.0, 0.0)) == pytest.approx(8 / 225, abs=1e-15)
    assert least_squares.on_two_points((0.0, 1.0, 1.0)) == pytest.approx(-28 / 225, abs=1e-15)


def test_near_the_data_the_chi_square_codes_push_the_same_way_from_both_sides():
    """L' = e^2 + O(e^3) at s = 1 + e, so it does not change its sign at the data; the usual codes' does."""
    for e in (-0.02, 0.02):
        assert least_squares.slope_of_loss((-1.0, 1.0, 0.0), 1 + e) == pytest.approx(e * e, rel=0.1)
        assert least_squares.slope_of_loss((0.0, 1.0, 1.0), 1 + e) * e > 0


def test_a_narrow_generator_rests_at_a_third_of_the_width():
    """Found  s* = 0.3507 of L' = 0, with L' < 0 below and > 0 above: descent is drawn to it from either side."""
    slope = lambda s: least_squares.slope_of_loss((-1.0, 1.0, 0.0), s)  # noqa: E731
    rest = float(brentq(slope, 0.2, 0.6))  # type: ignore[arg-type]
    assert slope(rest - 0.05) < 0 < slope(rest + 0.05)
    assert rest == pytest.approx(0.35, abs=0.01)


def test_the_pathwise_slope_of_a_known_discriminator():
    """D(x) = 1 + 2x: E_z (D(s z) - c) D'(s z) z = E (1 + 2 s z - c) 2 z = 4 s."""
    game, state = standing_still(CRITIC, **pair(2, 0.0))
    two = torch.full((2, 1), 2.0, dtype=torch.float64)
    known = affine(game.d, two - 1, two).float()
    critic = Critic(game, replace(state, d=state.d._replace(x=known)))
    np.testing.assert_allclose(least_squares.pathwise(critic, 0.5, 0.6).numpy(), 2.4, rtol=2e-3)


def test_weights_at_the_ends_are_counted():
    theta = torch.tensor([[0.1, -0.1, 0.0995, 0.0985], [0.0, 0.01, -0.05, -0.0999]])
    assert share_at_the_ends(theta, 0.1).tolist() == [0.75, 0.25]
