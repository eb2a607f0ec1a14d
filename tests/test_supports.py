"""The functions of the chapter on supports against simulation, quadrature, linear algebra and brute force.

Simulations draw from a fixed seed, so a run is a number and no luck; beside each stands how often another seed would
refuse what is true.
"""

import itertools
from fractions import Fraction

import flint
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import integrate, stats
from scipy.spatial.distance import jensenshannon

from theory.proving.computed import BITS
from theory.supports import alignment, dimension, noise, noisy_gradient, perfect_discriminator

SEED = 20240607
DRAWS = 200_000


def certified(function, *args) -> float:
    with flint.ctx.workprec(BITS):
        return float(function(*args))


def simulated(hits: np.ndarray, volume: float) -> tuple[float, float]:
    """A volume by counting, and five standard deviations of it: refused for one seed in 1.7 million."""
    share = hits.mean()
    return float(share * volume), float(5 * volume * np.sqrt(share * (1 - share) / len(hits)))


ORDERS = range(1, 6)


@pytest.mark.parametrize("order", ORDERS)
def test_hilberts_path_visits_every_cell_once_and_never_jumps(order):
    side = 2**order
    path = np.array([dimension.hilbert(order, k) for k in range(side**2)])
    assert sorted(map(tuple, path.tolist())) == list(itertools.product(range(side), repeat=2))
    assert (np.abs(np.diff(path, axis=0)).sum(axis=1) == 1).all()
    assert path[0].tolist() == [0, 0]
    assert sorted(path[-1].tolist()) == [0, side - 1]
    assert dimension.filled(order) == (side**2, True)


@pytest.mark.parametrize("order", range(2, 6))
def test_hilberts_path_refines_the_coarser_one(order):
    """Cells 4k ... 4k + 3 are the quarters of cell k of the order below, up to a reflection: so there is a limit."""
    fine = np.array([dimension.hilbert(order, k) for k in range(4**order)]).reshape(-1, 4, 2)
    blocks = fine // 2
    assert (blocks == blocks[:, :1]).all()
    coarse = np.array([dimension.hilbert(order - 1, k) for k in range(4 ** (order - 1))])
    assert any(np.array_equal(blocks[:, 0], c) for c in (coarse, coarse[:, ::-1]))


def test_hilberts_path_is_half_hoelder_and_not_lipschitz():
    """In the unit square: |H(s) - H(t)|^2 <= 6 |s - t| (Bauman 2006), while |H(s) - H(t)|/|s - t| grows."""
    steepest = []
    for order in ORDERS:
        path = np.array([dimension.hilbert(order, k) for k in range(4**order)])
        apart = ((path[:, None] - path[None]) ** 2).sum(axis=2)
        later = np.abs(np.subtract.outer(np.arange(4**order), np.arange(4**order)))
        off = later > 0
        assert (apart[off] <= 6 * later[off]).all()
        steepest.append(np.sqrt(apart[off]).max() / 2**order / (later[off].min() / 4**order))
    assert all(b > 1.9 * a for a, b in itertools.pairwise(steepest))


def test_tubes_around_the_circle_by_counting_points():
    rng, r = np.random.default_rng(SEED), 0.25
    plane, space = (
        rng.uniform(-1.25, 1.25, (DRAWS, 2)),
        rng.uniform([-1.25, -1.25, -0.25], [1.25, 1.25, 0.25], (DRAWS, 3)),
    )
    area, slack = simulated(np.abs(np.linalg.norm(plane, axis=1) - 1) <= r, 2.5**2)
    assert certified(dimension.tube_of_circle_in_the_plane, Fraction(1, 4)) == pytest.approx(area, abs=slack)
    near = np.hypot(np.linalg.norm(space[:, :2], axis=1) - 1, space[:, 2]) <= r
    volume, slack = simulated(near, 2.5**2 / 2)
    found = certified(dimension.tube_of_circle_in_space, Fraction(1, 4))
    assert found == pytest.approx(volume, abs=slack)
    assert found / 2 != pytest.approx(volume, abs=slack)  # pi^2 r^2, say, would be caught


@pytest.mark.parametrize(("k", "n"), [(1, 2), (1, 3), (2, 3), (2, 2)])
def test_tubes_around_cubes_by_counting_points(k, n):
    x = np.random.default_rng(SEED).uniform(-0.5, 1.5, (DRAWS, n))
    on_the_cube = np.concatenate([np.clip(x[:, :k], 0, 1), np.zeros((DRAWS, n - k))], axis=1)
    volume, slack = simulated(np.abs(x - on_the_cube).max(axis=1) <= 0.25, 2.0**n)
    assert float(dimension.tube_of_cube(Fraction(1, 4), k, n)) == pytest.approx(volume, abs=slack)


def test_the_curve_crosses_itself_once_in_two_directions():
    x, y = np.polynomial.Polynomial([-1, 0, 1]), np.polynomial.Polynomial([0, -1, 0, 1])
    whole = range(-20, 21)
    assert all(dimension.node(z) == (x(z), y(z)) for z in whole)
    assert [(a, b) for a, b in itertools.combinations(whole, 2) if dimension.node(a) == dimension.node(b)] == [(-1, 1)]
    tangents = np.array([[x.deriv()(z), y.deriv()(z)] for z in (-1, 1)])
    assert np.linalg.matrix_rank(tangents) == 2


@pytest.mark.parametrize("n", [1, 3, 9, 15])
def test_crossing_diagonals_share_one_cell(n):
    one, other = (np.array(law, dtype=float).reshape(n, n) for law in alignment.crossing(n))
    assert np.array_equal(one * n, np.eye(n))
    assert np.array_equal(other, one[::-1])
    assert float(alignment.shared_mass(n)) == pytest.approx(np.minimum(one, other).sum(), abs=1e-12)


def test_lines_meet_where_their_equations_can_be_solved():
    lines = list(itertools.product(range(4), range(5)))
    ranks = [np.linalg.matrix_rank([[-a, 1], [-c, 1]]) for (a, b), (c, d) in itertools.combinations(lines, 2)]
    assert alignment.meeting(4, 5) == (ranks.count(2), ranks.count(1))


@given(st.integers(1, 12), st.integers(0, 20))
def test_the_divergence_of_a_shifted_interval_is_its_shift(parts, by):
    here = np.concatenate([np.ones(parts), np.zeros(by)]) / parts
    expected = jensenshannon(here, here[::-1]) ** 2
    assert certified(alignment.shifted_divergence, parts, by) == pytest.approx(expected, abs=1e-12)
    assert expected == pytest.approx(min(by / parts, 1) * np.log(2), abs=1e-9)


@pytest.mark.parametrize("law", ["row", "diagonal"])
def test_the_mean_mass_over_all_shifts_by_rolling_arrays(law):
    n = 5
    q = np.zeros((n, n))
    q[(0, range(n)) if law == "row" else (range(n), range(n))] = 1 / n
    masses = [np.roll(q, shift, axis=(0, 1))[0].sum() for shift in itertools.product(range(n), repeat=2)]
    assert float(alignment.mean_mass(n, law)) == pytest.approx(np.mean(masses), abs=1e-12)


LAW = ((Fraction(-1), Fraction(1, 2)), (Fraction(1, 3), Fraction(1, 6)), (Fraction(2), Fraction(1, 3)))


@given(st.fractions(-5, 5, max_denominator=20), st.fractions(Fraction(1, 4), 3, max_denominator=8))
def test_a_blurred_law_is_a_mixture_of_normal_laws(x, deviation):
    s = float(deviation)
    density = sum(float(w) * stats.norm.pdf(float(x), float(y), s) for y, w in LAW)
    assert certified(noise.blurred_at, x, deviation, LAW) == pytest.approx(density, abs=1e-14)
    inside = sum(float(w) * np.diff(stats.norm.cdf([-3, 3], float(y), s))[0] for y, w in LAW)
    assert certified(noise.blurred_mass, deviation, LAW, 3) == pytest.approx(inside, abs=1e-12)


@pytest.mark.parametrize(("theta", "deviation"), [("1/2", 1), (1, 2), (2, 1), (3, "1/2")])
def test_the_divergence_of_two_blurred_points_by_quadrature(theta, deviation):
    t, s = float(Fraction(theta)), float(Fraction(deviation))
    x = np.linspace(-10 * s - t, 10 * s + 2 * t, 4001)  # ten deviations to either side: 1e-22 is cut off
    p, q = stats.norm.logpdf(x, 0, s), stats.norm.logpdf(x, t, s)
    m = np.logaddexp(p, q) - np.log(2)
    expected = np.sum(np.exp(p) * (p - m) + np.exp(q) * (q - m)) / 2 * (x[1] - x[0])
    found = certified(noise.blurred_pair, Fraction(theta), Fraction(deviation))
    assert found == pytest.approx(expected, abs=1e-10)  # the trapezoidal rule is exact to rounding here


@given(st.integers(0, 128).map(lambda k: Fraction(k, 32)))  # exact in floats, as the ends are compared
def test_uniform_noise_and_the_bound_on_the_distance(theta):
    t = float(theta)
    cells = sorted({-1.0, 1.0, t - 1, t + 1})
    p, q = (np.array([(b - a) / 2 * (low <= a and b <= low + 2) for a, b in itertools.pairwise(cells)])
            for low in (-1.0, t - 1))  # fmt: skip
    divergence = jensenshannon(p, q) ** 2
    assert certified(noise.uniform_pair, theta) == pytest.approx(divergence, abs=1e-12)
    blur = 2 * np.sqrt(stats.uniform(-1, 2).var())
    for function, constant in ((noise.printed_bound, 2), (noise.sharper_bound, np.sqrt(2))):
        bound = certified(function, theta)
        assert bound == pytest.approx(blur + constant * (2 + t) * np.sqrt(divergence), abs=1e-9)
        assert bound >= t  # W of the two points


def test_the_ratio_of_two_gaussians_is_cauchy():
    """Kolmogorov and Smirnov's test at level 1/1000: one seed in a thousand would refuse a true statement."""
    rng = np.random.default_rng(SEED)
    sigma_r, sigma_e = 3.0, 0.5
    ratio = -sigma_r * rng.standard_normal(5000) / (sigma_e * rng.standard_normal(5000)) / (sigma_r / sigma_e)
    grid = [Fraction(k, 8) for k in range(400)]

    def by_the_book(sizes):
        """P(|ratio| <= size): `within` between grid points, linear up to 1e-3, which is small against 1/sqrt(5000)."""
        known = [certified(noisy_gradient.within, size) for size in grid]
        return np.where(sizes < 49, np.interp(sizes, [float(g) for g in grid], known), 2 / np.pi * np.arctan(sizes))

    assert stats.kstest(ratio, stats.cauchy.cdf).pvalue > 1e-3
    assert stats.kstest(np.abs(ratio), by_the_book).pvalue > 1e-3
    assert stats.kstest(ratio, stats.cauchy(scale=1.2).cdf).pvalue < 1e-3  # another scale is caught
    assert stats.kstest(ratio, stats.t(2).cdf).pvalue < 1e-3  # and lighter tails, with a mean


@given(st.fractions(Fraction(1, 50), 50, max_denominator=50))
def test_two_roads_to_the_distribution_function_of_cauchy(size):
    expected = stats.cauchy.cdf(float(size)) - stats.cauchy.cdf(-float(size))
    for road in (noisy_gradient.within, noisy_gradient.ratio_within):
        assert certified(road, size) == pytest.approx(expected, abs=1e-12)
    assert certified(noisy_gradient.density_by_integration, size) == pytest.approx(
        stats.cauchy.pdf(float(size)), abs=1e-12
    )


@pytest.mark.parametrize("mean", [Fraction(1), Fraction(3)])
def test_the_exact_gradient_is_the_slope_of_the_loss_with_d_frozen(mean):
    m, h = float(mean), 1e-4

    def loss(t):
        """E -log D*(x) over x of N(t, 1), D* that of N(0, 1) against N(mean, 1)."""
        return integrate.quad(lambda x: stats.norm.pdf(x, t) * np.logaddexp(0, m * x - m * m / 2), t - 12, t + 12,
                              epsabs=1e-13, limit=200)[0]  # fmt: skip

    slope = (loss(m + h) - loss(m - h)) / (2 * h)  # errs by h^2/6 times a third derivative below 100, and 1e-13/h
    assert certified(noisy_gradient.exact_gradient, mean) == pytest.approx(slope, abs=1e-6)


@pytest.mark.parametrize("mean", [Fraction(1, 2), Fraction(1), Fraction(3)])
def test_the_best_error_is_the_mass_on_the_wrong_side(mean):
    expected = stats.norm.sf(float(mean) / 2)
    assert certified(perfect_discriminator.best_error, mean) == pytest.approx(expected, abs=1e-12)
    assert certified(perfect_discriminator.best_error_in_closed_form, mean) == pytest.approx(expected, abs=1e-12)
    labels, x = np.arange(DRAWS) % 2, np.random.default_rng(SEED).standard_normal(DRAWS)
    wrong, slack = simulated((x + labels * float(mean) > float(mean) / 2) != labels, 1.0)
    assert certified(perfect_discriminator.best_error, mean) == pytest.approx(wrong, abs=slack)


@given(st.integers(0, 6), st.integers(1, 12))
def test_a_discriminator_of_bounded_slope_falls_by_half_a_gap(level, slope):
    x = np.linspace(0, 1, 2**9 + 1)  # it holds all middles of gaps
    dyadic = np.arange(2**level + 1) / 2**level
    lowest = (1 - slope * np.abs(x[:, None] - dyadic[None]).min(axis=1)).min()  # the least function of that slope
    assert float(perfect_discriminator.largest_fall(level, slope)) == 1 - lowest
