"""Retrained discriminators: the frozen generator stays; what is measured of D is right for D*, and not for others.

N(0, 1) and N(mu, 1) have log p/q = mu^2/2 - mu x, an affine map, which D's network can be exactly: every measurement
has a number to meet then.
"""

import math
from dataclasses import replace

import numpy as np
import pytest
import torch
from scipy.special import ndtr

from gan_small.experiments.critics.affine_generator import affine
from gan_small.experiments.discriminators.discriminator_is_calibrated import calibration, distance
from gan_small.experiments.discriminators.frozen_generator import (
    POINTS,
    Facing,
    exact_pull,
    line_pair,
    normal_pair,
    point_pair,
    retrained,
)
from gan_small.experiments.discriminators.log_d_gradient import wandering, white_noise
from gan_small.experiments.discriminators.perfect_discriminator import BEST, MILD
from gan_small.experiments.discriminators.two_sample_test_learnt import SIZE, OneSample, learnt, rejected, seen
from gan_small.experiments.finding import Setting
from numerics.certified import certified_value
from numerics.laws import Normal

SMALL = retrained(Setting(seed=3), members=16)


def with_critic(pair: Facing, offset: float, slope: float) -> Facing:
    """The pair with C(x) = offset + slope x."""
    ones = torch.ones(pair.game.recipe.members, 1)
    theta = affine(pair.game.d, offset * ones, slope * ones).to(pair.game.dtype)
    return Facing(pair.game, replace(pair.state, d=pair.state.d._replace(x=theta)))


@pytest.mark.parametrize("mu", [0.5, 1.0, 4.0])
def test_of_the_exact_discriminator_error_value_and_pulls_are_those_of_theory(mu):
    """Means over 16 members of 2048 points have deviations below 0.005; six of them are allowed."""
    pair = normal_pair(SMALL, mu)
    best = with_critic(pair, mu**2 / 2, -mu)
    assert abs(best.error().mean() - ndtr(-mu / 2)) < 0.015
    assert abs(best.value().mean() - float(certified_value(Normal(0, 1), Normal(mu, 1)))) < 0.03
    for loss in ("saturating", "non-saturating"):
        assert abs(best.pull(loss).mean() - exact_pull(loss, mu)) < 0.03
    wrong = with_critic(pair, mu**2 / 2, mu)  # the sign of the slope
    assert wrong.error().mean() > 0.5
    assert wrong.value().mean() < best.value().mean() - 0.1


def test_the_closed_forms_are_those_of_the_reference_table():
    assert exact_pull("saturating", 1.0) == pytest.approx(0.397972867183249843718605, rel=1e-13)
    assert exact_pull("non-saturating", 4.0) == pytest.approx(3.862805182418522372, rel=1e-13)
    assert exact_pull("saturating", 0.5) + exact_pull("non-saturating", 0.5) == pytest.approx(0.5, rel=1e-14)


@pytest.mark.parametrize("pair", [line_pair, point_pair])
def test_the_generator_stands_still_while_the_discriminator_learns(pair):
    before = pair(SMALL.replace(steps=40))
    after = before.trained()
    assert torch.equal(before.state.g.x, after.state.g.x)
    assert not torch.equal(before.state.d.x, after.state.d.x)
    real, fake = after.points(64)
    assert (real[..., 0] == 0).all()
    assert torch.allclose(fake[..., 0], torch.ones(()).double(), atol=1e-6)


def test_training_may_stop_on_the_way():
    pair = normal_pair(SMALL.replace(steps=60), 1.0)
    assert torch.equal(pair.trained(25).trained().state.d.x, pair.trained().state.d.x)
    assert pair.trained().trained().state.step == 60


def test_held_out_points_carry_the_instance_noise_of_the_recipe():
    real, fake = point_pair(SMALL.replace(noise=0.5)).points()
    for points, place in ((real, 0.0), (fake, 1.0)):
        assert abs(points.mean() - place) < 0.015
        assert abs(points.std() - 0.5) < 0.01
    assert float(point_pair(SMALL).points()[0].std()) == 0
    assert not torch.equal(real, fake - 1)


def test_the_bar_of_the_error_is_below_what_any_discriminator_can_do():
    """Four deviations of chance: a discriminator as good as the best falls below it with probability 3e-5 a look."""
    assert MILD < BEST == pytest.approx(0.308537538725986896, abs=1e-15)
    assert ndtr((MILD - BEST) / math.sqrt(BEST * (1 - BEST) / (2 * POINTS))) == pytest.approx(3.2e-5, rel=0.02)


def test_means_of_256_cauchy_samples_wander_as_far_as_the_samples_and_normal_ones_a_sixteenth():
    eps, r = white_noise(Setting(seed=4))
    assert np.median(wandering(r / eps)) == pytest.approx(1.0, abs=0.3)
    assert np.median(wandering(r)) == pytest.approx(1 / 16, rel=0.2)


def test_the_exact_discriminator_is_calibrated_and_one_that_is_too_sure_is_not():
    pair = normal_pair(SMALL, 1.0)
    best, sure = with_critic(pair, 0.5, -1.0), with_critic(pair, 2.0, -4.0)
    assert distance(best, 1.0, 1.0).max() < 1e-6
    assert calibration(best).max() < 0.04
    assert distance(sure, 1.0, 1.0).min() > 0.1
    assert calibration(sure).min() > 0.1


def test_at_another_share_of_real_points_the_posterior_is_another():
    """At prior 9/10 the posterior's logit is log p/q + log 9: a critic that adds it is right there."""
    pair = normal_pair(SMALL, 1.0)
    assert distance(with_critic(pair, 0.5 + math.log(9), -1.0), 1.0, 1.0, 0.9).max() < 1e-6
    assert distance(with_critic(pair, 0.5, -1.0), 1.0, 1.0, 0.9).min() > 0.1


def test_a_sample_is_the_same_in_every_step_and_held_out_points_are_others():
    pair = learnt(Setting(seed=5), 0.0, members=16)
    one, usual = pair.game, replace(pair, game=normal_pair(SIZE.replace(members=16, seed=5), 0.0).game).game
    assert isinstance(one, OneSample)
    assert not isinstance(usual, OneSample)
    first, second = one.batches(range(2)).real[:, 0]
    assert torch.equal(first, second)
    assert not torch.equal(*usual.batches(range(2)).real[:, 0])
    real, fake = seen(pair)
    assert torch.equal(real, first.double())
    assert torch.equal(fake, one.g(pair.state.g.x, one.batches(range(1)).noise_d[0, 0]).detach().double())
    assert not np.isin(real.numpy(), pair.points(len(real[0]))[0].numpy()).any()


def test_a_difference_of_five_deviations_is_never_missed_by_the_learnt_test():
    assert rejected(learnt(Setting(seed=6), 5.0, members=16), held_out=True).all()
