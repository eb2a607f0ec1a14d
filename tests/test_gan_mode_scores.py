"""Scores of mode collapse obey their bounds, tell a blur from a collapse, and several games fit in one ensemble."""

import math
from dataclasses import replace

import numpy as np
import pytest
import torch
from scipy import stats

from gan_small.engines.reference import advance
from gan_small.experiments.finding import Setting
from gan_small.experiments.modes.at_the_minima import minimum, off
from gan_small.experiments.modes.one_gaussian import STARTS, Ends, SideBySide, ends, one_gaussian, started
from gan_small.experiments.modes.scores import (
    BrokenBound,
    ceiling,
    chance,
    checked,
    least_reverse_kl,
    mixture,
    of_generator,
    of_perfect,
    of_samples,
)
from gan_small.game import game
from gan_small.objectives import objective
from gan_small.objectives.objective import NotAnObjective
from gan_small.recipe import Recipe
from gan_small.targets import NotATarget, ring_of_8
from gan_small.train import train

RING = Recipe(target="ring", latent=2, members=3)


def at_modes(shares, *, off=0.0):
    """Samples [1, 1000, 2] on the ring's modes in these shares of a thousand, `off` to the right of them."""
    means = ring_of_8(members=1).means[0]
    points = torch.cat([m.repeat(n, 1) for m, n in zip(means, shares, strict=False)])
    return (points + torch.tensor([off, 0.0])).unsqueeze(0)


def test_a_blur_covers_few_modes_and_visits_all():
    """0.35 to the right is 3.5 deviations: near its mode, and not within 3 deviations."""
    blur = of_samples(at_modes([125] * 8, off=0.35), ring_of_8(members=1))
    assert (blur.covered[0], blur.visited[0], blur.hit[0], blur.quality[0]) == (0, 8, 8, 0)
    assert blur.reverse_kl[0] == pytest.approx(0, abs=1e-12)
    sharp = of_samples(at_modes([125] * 8, off=0.25), ring_of_8(members=1))
    assert (sharp.covered[0], sharp.quality[0]) == (8, 1)


def test_a_collapse_visits_few_and_a_mode_below_one_percent_is_hit_only():
    found = of_samples(at_modes([500, 491, 9]), ring_of_8(members=1))
    assert (found.covered[0], found.visited[0], found.hit[0]) == (2, 2, 3)
    assert of_samples(at_modes([990, 10]), ring_of_8(members=1)).covered[0] == 2


def test_the_reverse_kl_is_at_least_log_of_all_modes_over_those_hit():
    """Equality for even counts; and with the modes covered in place of those hit the bound fails."""
    even = of_samples(at_modes([250] * 4), ring_of_8(members=1))
    assert even.reverse_kl[0] == pytest.approx(math.log(2), abs=1e-14)
    uneven = of_samples(at_modes([166, 166, 166, 166, 166, 152, 9, 9]), ring_of_8(members=1))
    assert checked(uneven).covered[0] == 6
    assert uneven.reverse_kl[0] < least_reverse_kl(uneven.covered, of=8)[0]
    with pytest.raises(BrokenBound, match=r"below log\(N/modes\)"):
        checked(replace(uneven, hit=uneven.covered, visited=uneven.covered))
    with pytest.raises(BrokenBound, match=r"more modes are covered than visited"):
        checked(replace(uneven, visited=uneven.visited - 7))


def test_no_mode_counts_as_one_in_the_bound():
    assert least_reverse_kl(np.array([0.0, 1.0, 8.0]), of=8) == pytest.approx([math.log(8), math.log(8), 0])


@pytest.mark.parametrize("dimension", [1, 2, 3])
def test_the_ceiling_is_the_chance_to_be_within_three_deviations(dimension):
    assert ceiling(dimension) == pytest.approx(stats.chi2(dimension).cdf(9), abs=1e-15)
    assert ceiling(dimension) != pytest.approx(stats.chi2(dimension).cdf(3), abs=1e-2)


def test_a_perfect_generator_is_at_the_ceiling_within_chance():
    """|z| < 5 for each of 3 members: a false alarm of 2e-6, and the seed is fixed."""
    found = of_perfect(game(RING), points=20000)
    z = (found.quality - ceiling(2)) / chance(ceiling(2), points=20000)
    assert (np.abs(z) < 5).all()
    assert (np.abs(found.quality - 1) / chance(ceiling(2), points=20000) > 5).all()
    assert (found.covered == 8).all()


def test_an_untrained_generator_is_scored_and_a_target_without_modes_is_refused():
    found = of_generator(train(RING.replace(steps=1, looks=1, engine="torch")), points=500)
    assert found.points == 500
    assert (found.covered <= found.hit).all()
    with pytest.raises(NotATarget, match="no modes to count"):
        mixture(game(Recipe(target="gauss", members=1)))


def test_games_side_by_side_are_the_games_alone():
    """The first half of the members plays the first loss: as in an ensemble where all play it, to rounding."""
    both, alone = (
        one_gaussian(losses, Setting(), rate=1e-2) for losses in (["saturating", "f-gan(kl)"], ["saturating"] * 2)
    )
    one, other = (advance(g, started(g, "wide"), 20)[0].g.x for g in (both, alone))
    half = len(one) // 2
    assert torch.allclose(one[:half], other[:half], rtol=0, atol=1e-5)
    assert not torch.allclose(one[half:], other[half:], rtol=0, atol=1e-3)
    with pytest.raises(NotAnObjective, match="3 members for 2 games"):
        both.objective.discriminator(torch.zeros(3, 4), torch.zeros(3, 4))
    with pytest.raises(NotAnObjective, match="share no value"):
        _ = SideBySide((objective("hinge"),)).at_equilibrium


@pytest.mark.parametrize(("start", "low", "high", "s"), [("at a mode", 2.75, 3.25, 0.4), ("wide", -0.5, 0.5, 4)])
def test_a_generator_that_is_one_gaussian_starts_where_it_is_told(start, low, high, s):
    played = one_gaussian(["saturating", "hinge"], Setting(), rate=1e-2)
    x = started(played, start).g.x
    assert torch.equal(x[:, 0], torch.full_like(x[:, 0], s))
    assert ((x[:, 1] >= low) & (x[:, 1] <= high)).all()
    assert x[:, 1].std() > (high - low) / 6  # a uniform has 1/sqrt(12) = 0.29 of it
    z = torch.full((len(x), 1, 1), 2.0)
    assert torch.allclose(played.g(x, z)[:, 0, 0], x[:, 1] + 2 * x[:, 0])
    first = ends(["saturating", "hinge"], x)["saturating"]
    assert (first.deviation == np.float32(s)).all()
    assert np.array_equal(first.mean, x[: len(x) // 2, 1].abs().double().numpy())


def test_the_minima_are_those_of_the_lecture():
    """Reference numbers R10: where each divergence is least, by the start's basin."""
    known = {
        ("saturating", "wide"): (0, 3.11983),
        ("saturating", "at a mode"): (2.96874, 1.04926),
        ("non-saturating", "wide"): (0, 2.68123),
        ("non-saturating", "at a mode"): (2.99037, 1.01347),
        ("f-gan(reverse-kl)", "wide"): (0, 2.74377),
        ("f-gan(reverse-kl)", "at a mode"): (2.98431, 1.02337),
        ("f-gan(kl)", "wide"): (0, 10**0.5),
    }
    for (loss, start), at in known.items():
        assert minimum(loss, start) == pytest.approx(at, abs=1e-5)
    assert set(STARTS) == {start for _, start in known}


def test_the_distance_of_two_normal_laws_is_in_units_of_the_target():
    end = Ends(np.array([3.0]), np.array([5.0]))
    assert off(end, 0.0, 1.0) == pytest.approx(5 / math.sqrt(10))
