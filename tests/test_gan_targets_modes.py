"""The ring of 8, the grid of 25, and the numbers that papers print of them, with what a perfect generator scores."""

import math

import numpy as np
import pytest
import torch
from gan_targets import drawn
from scipy import stats

from gan_small.targets import (
    VERSION,
    Mixtures,
    NotATarget,
    grid_of_25,
    high_quality_share,
    modes_held,
    population,
    reverse_kl_of_counts,
    ring_of_8,
)


def named(name: str, members: int = 1) -> Mixtures:
    """A mixture by its name."""
    law = population(name, members=members, uniforms=torch.zeros(members, 0))
    assert isinstance(law, Mixtures)
    return law


def ring_from(angles, *, radius=2.0, spread=0.1) -> Mixtures:
    """A ring as it is often written: whatever angles a linspace gives."""
    means = torch.tensor([[[radius * math.cos(a), radius * math.sin(a)] for a in angles]], dtype=torch.float64)
    equal = torch.full((1, len(means[0])), 1 / len(means[0]), dtype=torch.float64)
    return Mixtures(equal, means, torch.full_like(equal, spread))


def is_an_even_ring(law: Mixtures, modes: int = 8) -> bool:
    """So many places on one circle, neighbours at equal angles; cos and sin of size 1 are rounded by 1e-16."""
    x, y = law.means[0].T.numpy()
    turns = np.sort(np.arctan2(y, x))
    gaps = np.diff(np.append(turns, turns[0] + 2 * math.pi))
    round_ = np.allclose(np.hypot(x, y), np.hypot(x[0], y[0]), rtol=1e-14, atol=0)
    return len(x) == modes and bool(round_) and bool(np.allclose(gaps, 2 * math.pi / modes, rtol=0, atol=1e-14))


def test_the_ring_has_8_different_modes_at_equal_angles():
    ring = ring_of_8(members=1)
    assert is_an_even_ring(ring)
    assert torch.cdist(ring.means, ring.means)[0].fill_diagonal_(9).min() == pytest.approx(4 * math.sin(math.pi / 8))
    assert torch.equal(ring.weights, torch.full((1, 8), 0.125, dtype=torch.float64))


def test_a_ring_from_linspace_with_its_end_has_7_modes_and_is_refused():
    """The public notebook's ring: 0 and 2 pi are one place, up to a sine of -2.4e-16."""
    with pytest.raises(NotATarget, match=r"components 0 and 7 of member 0 coincide.*linspace"):
        ring_from(np.linspace(0, 2 * math.pi, 8), radius=1.0, spread=0.01)
    assert is_an_even_ring(ring_from(np.linspace(0, 2 * math.pi, 8, endpoint=False)))
    # the same mistake with the twin left out, and a ring of 8 that is bent, are no rings of 8
    assert not is_an_even_ring(ring_from(np.linspace(0, 2 * math.pi, 8)[:-1]))
    assert not is_an_even_ring(ring_from(np.arange(8) * math.pi / 4 + np.eye(8)[3] * 1e-6))


def test_version_1_of_the_ring_and_of_the_grid():
    """These numbers are the definition: change them only together with VERSION."""
    assert VERSION == 1
    ring, grid = ring_of_8(members=2), grid_of_25(members=2)
    assert ring.means[1, 0].tolist() == [2.0, 0.0]
    assert ring.means[1, 1].tolist() == pytest.approx([math.sqrt(2)] * 2)
    assert set(ring.scales.flatten().tolist()) == {0.1}
    assert sorted(map(tuple, grid.means[1].tolist())) == [
        (x, y) for x in (-4.0, -2.0, 0.0, 2.0, 4.0) for y in (-4.0, -2.0, 0.0, 2.0, 4.0)
    ]
    assert set(grid.scales.flatten().tolist()) == {0.05}
    assert set(grid.weights.flatten().tolist()) == {0.04}
    for name, law in (("ring", ring), ("grid", grid)):
        assert torch.equal(named(name, 2).means, law.means)
        assert torch.equal(named(name, 2).scales, law.scales)


def test_other_conventions_are_had_by_their_numbers():
    ring = named("ring(1, 0.01)")
    assert is_an_even_ring(ring)
    assert torch.equal(ring.means, ring_of_8(members=1, radius=1, spread=0.01).means)
    assert ring.describe(0) == "ring of 8, radius 1, spread 0.01"


@pytest.mark.parametrize("law", [ring_of_8(members=3), grid_of_25(members=3)], ids=["ring", "grid"])
def test_the_moments_of_ring_and_grid_by_their_formulas(law):
    square = 2.0**2 / 2 + 0.1**2 if law.components == 8 else 2 * 2.0**2 + 0.05**2
    assert law.mean().abs().max() <= 1e-15  # sums of 25 numbers of size 0.16 that cancel
    assert law.spread().flatten().tolist() == pytest.approx([math.sqrt(square)] * 6, rel=1e-15)
    assert law.scale().tolist() == pytest.approx([math.sqrt(square)] * 3, rel=1e-15)


def perfect(law: Mixtures, n: int = 20000, seed: int = 3):
    """What a perfect generator gives."""
    return law.sample(*drawn(law, n=n, seed=seed))


RISK = 1e-8


@pytest.mark.parametrize("law", [ring_of_8(members=3), grid_of_25(members=3)], ids=["ring", "grid"])
def test_a_perfect_generator_scores_98_889_percent_at_3_deviations(law):
    """The count of good points is binomial with 1 - exp(-9/2), modes being 15 and 40 deviations apart."""
    p = 1 - math.exp(-9 / 2)
    assert round(100 * p, 3) == 98.889
    points = perfect(law)
    low, high = stats.binom.ppf([RISK / 2, 1 - RISK / 2], 20000, p) / 20000
    for share in high_quality_share(points, law).tolist():
        assert low <= share <= high
    # too narrow modes score more than a perfect generator can, and are told apart from one by that
    narrow = Mixtures(law.weights, law.means, law.scales * 0.8)
    assert float(high_quality_share(perfect(narrow), law).min()) > high
    assert modes_held(points, law).tolist() == [law.components] * 3


def test_on_the_line_a_perfect_generator_scores_99_730_percent():
    law = named("bimodal(0.5, 0, 20, 1)")
    p = math.erf(3 / math.sqrt(2))
    assert round(100 * p, 3) == 99.730
    low, high = stats.binom.ppf([RISK / 2, 1 - RISK / 2], 20000, p) / 20000
    assert low <= float(high_quality_share(perfect(law), law)) <= high


def on_modes(law: Mixtures, counts: list[int]) -> torch.Tensor:
    """So many points exactly on each mode's centre, [1, n, 2]."""
    return law.means[0].repeat_interleave(torch.tensor(counts), 0)[None]


@pytest.mark.parametrize("m", [1, 2, 5, 8])
def test_reverse_kl_of_counts_is_at_least_log_of_modes_over_modes_hit(m):
    """Equality for equal counts on m modes; any other counts on them are worse."""
    law = ring_of_8(members=1)
    even, bound = on_modes(law, [10] * m + [0] * (8 - m)), math.log(8 / m)
    assert float(reverse_kl_of_counts(even, law)) == pytest.approx(bound, abs=8 * 2.0**-52)
    rng = np.random.default_rng(m)
    for _ in range(20):
        counts = [*(rng.integers(1, 50, m)), *([0] * (8 - m))]
        found = float(reverse_kl_of_counts(on_modes(law, counts), law))
        q = np.array(counts[:m]) / sum(counts)
        assert found == pytest.approx(float((q * np.log(8 * q)).sum()), abs=1e-14)
        assert bound - 1e-14 <= found <= math.log(8) + 1e-14


def test_reverse_kl_of_unequal_weights_is_at_least_log_1_over_the_weight_that_is_hit():
    ring = ring_of_8(members=1)
    weights = torch.arange(1, 9, dtype=torch.float64)[None] / 36
    law = Mixtures(weights, ring.means, ring.scales)
    # proportional to the weights on the modes that are hit: the bound is reached
    assert float(reverse_kl_of_counts(on_modes(law, [1, 2, 3, 0, 0, 0, 0, 0]), law)) == pytest.approx(math.log(6))
    assert float(reverse_kl_of_counts(on_modes(law, [1, 2, 3, 4, 5, 6, 7, 8]), law)) == pytest.approx(0, abs=1e-15)
    none = torch.tensor([[0.0, *[1 / 7] * 7]], dtype=torch.float64)
    none = none / none.sum()
    never = Mixtures(none, ring.means, ring.scales)
    assert float(reverse_kl_of_counts(on_modes(law, [1] * 8), never)) == math.inf
    assert math.isfinite(float(reverse_kl_of_counts(on_modes(law, [0] + [1] * 7), never)))


def test_reverse_kl_is_not_below_0_by_rounding():
    """Counts in proportion to these weights: the sum of q log(q/w) comes out as -1.4e-16."""
    counts = [90, 5, 15, 72, 40, 18, 84, 95]
    weights = torch.tensor([counts], dtype=torch.float64) / sum(counts)
    ring = ring_of_8(members=1)
    law = Mixtures(weights / weights.sum(), ring.means, ring.scales)
    assert float(reverse_kl_of_counts(on_modes(law, [3 * count for count in counts]), law)) == 0


def test_reverse_kl_of_a_perfect_generator_is_about_modes_less_1_over_2n():
    """2 n KL tends to chi^2 with 24 degrees: 400 of them have a mean of 24 up to 6 sqrt(48/400) at risk 2e-9, and the
    next term of the expansion adds less than 1 at n = 2000."""
    n = 2000
    law = grid_of_25(members=400)
    points = perfect(law, n=n)
    mean = 2 * n * float(reverse_kl_of_counts(points, law).mean())
    assert abs(mean - 24) <= 6 * math.sqrt(48 / 400) + 1


def test_a_collapsed_generator_is_seen_member_by_member():
    law = ring_of_8(members=3)
    whole, one_mode = perfect(law)[0], on_modes(ring_of_8(members=1), [20000] + [0] * 7)[0]
    between = 0.5 * whole  # no point is near a mode
    points = torch.stack((whole, one_mode, between))
    assert modes_held(points, law).tolist() == [8, 1, 0]
    good = high_quality_share(points, law).tolist()
    assert good[1:] == [1.0, 0.0]  # collapsed onto a point: "perfect" quality, more than a perfect generator's
    kl = reverse_kl_of_counts(points, law).tolist()
    assert kl[1] == pytest.approx(math.log(8))
    # with axes in front, the same numbers
    twice = torch.stack((points, points.flip(1)))
    assert modes_held(twice, law).tolist() == [[8, 1, 0]] * 2
    assert reverse_kl_of_counts(twice, law)[1].tolist() == pytest.approx(kl, abs=1e-15)


def test_a_mode_counts_from_1_percent_on_and_within_3_deviations():
    law = ring_of_8(members=1)
    assert modes_held(on_modes(law, [693, 7, 0, 0, 0, 0, 0, 0]), law).tolist() == [2]
    assert 0.07 * 100 > 7
    assert modes_held(on_modes(law, [93, 7, 0, 0, 0, 0, 0, 0]), law, share=0.07).tolist() == [2]
    assert modes_held(on_modes(law, [694, 6, 0, 0, 0, 0, 0, 0]), law).tolist() == [1]
    assert modes_held(on_modes(law, [694, 6, 0, 0, 0, 0, 0, 0]), law, share=0.005).tolist() == [2]
    edge = torch.tensor([[[2.29, 0.0]], [[2.31, 0.0]]])
    both = ring_of_8(members=2)
    assert modes_held(edge, both).tolist() == [1, 0]
    assert modes_held(edge, both, within=4).tolist() == [1, 1]
    assert high_quality_share(edge, both).tolist() == [1, 0]


def test_the_nearest_mode_is_the_nearest_in_its_own_deviations():
    """At 1, a mode at 0 of deviation 1 is 1 away, and one at 1.5 of deviation 0.1 is 5 away."""
    means, scales = torch.tensor([[[0.0], [1.5]]]), torch.tensor([[1.0, 0.1]])
    law = Mixtures(torch.tensor([[0.5, 0.5]]), means, scales)
    assert modes_held(torch.tensor([[[1.0]]]), law).tolist() == [1]
    assert float(reverse_kl_of_counts(torch.tensor([[[1.0], [1.5]]]), law)) == pytest.approx(0)


def test_points_that_are_not_finite_are_near_no_mode():
    law = ring_of_8(members=3)
    points = perfect(law, n=100)
    points[0, 0, 0], points[1, :, 1] = math.inf, math.nan
    held, good, kl = modes_held(points, law), high_quality_share(points, law), reverse_kl_of_counts(points, law)
    assert held[1] == 0
    assert good[1] == 0
    assert good[0] <= 0.99
    assert kl.isnan().tolist() == [True, True, False]


@pytest.mark.parametrize("shape", [(2, 5, 2), (1, 5, 2), (3, 5, 1), (3, 0, 2), (5, 2)])
@pytest.mark.parametrize("measure", [modes_held, high_quality_share, reverse_kl_of_counts])
def test_points_of_a_wrong_shape_are_refused(measure, shape):
    with pytest.raises(NotATarget, match="3, n, 2"):
        measure(torch.zeros(shape), ring_of_8(members=3))
