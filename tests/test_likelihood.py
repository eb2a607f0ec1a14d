"""The functions of the chapter on likelihood against mpmath, scipy and numpy, and by exhausting small cases."""

import math
import statistics
from fractions import Fraction
from itertools import combinations
from typing import Any

import flint
import mpmath
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from theory.likelihood import distortions, two_samples, what_a_model_is
from theory.likelihood import gaussian_masses as masses
from theory.likelihood.maximum_likelihood import best_uniform, uniform_likelihood
from theory.proving.computed import BITS

numbers = st.fractions(-5, 5, max_denominator=12)
few = settings(max_examples=40)
samples = st.lists(numbers, min_size=1, max_size=6).map(tuple)
VARIANCES = [Fraction(1), Fraction(4), Fraction(1, 9)]


@pytest.fixture(autouse=True)
def fifty_digits():
    """mpmath with 50 digits, flint with the bits that proofs have."""
    with mpmath.workdps(50), flint.ctx.workprec(BITS):
        yield


def mp(x: Fraction) -> Any:
    return mpmath.mpf(x.numerator) / x.denominator


def near(ball: Any, expected: Any, digits: int = 40) -> bool:
    """Whether a narrow ball meets an mpmath number of 50 digits to 40 of them: ten are left to rounding."""
    unit = mpmath.mpf(10) ** -digits * max(1, abs(expected))
    return ball.rad() < 1e-35 and abs(mpmath.mpf(ball.mid().str(60, radius=False)) - expected) < unit


# Gaussian integrals.


@pytest.mark.parametrize("variance", VARIANCES)
def test_the_mass_of_a_normal_density_is_one_with_and_root_v_without_sigma(variance):
    deviation, inside = mpmath.sqrt(mp(variance)), 12
    cuts = [k * deviation for k in (-inside, -3, 0, 3, inside)]
    unscaled = mpmath.quad(lambda x: mpmath.exp(-x * x / 2 / deviation**2), cuts) / mpmath.sqrt(2 * mpmath.pi)
    # Quadrature to 12 deviations leaves less than exp(-72) = 5e-32 of the mass out.
    assert near(masses.mass_without_sigma(variance), unscaled, digits=30)
    assert near(masses.total_mass(variance), unscaled / deviation, digits=30)
    assert masses.total_mass(variance).contains(1)


def test_the_ball_of_the_mass_covers_the_tails_that_are_cut_off():
    with flint.ctx.workprec(1400), mpmath.workdps(400):  # fine enough to see exp(-800) = 1e-347
        found = masses.total_mass(Fraction(1))
        cut_off = mpmath.erfc(40 / mpmath.sqrt(2))
        assert found.contains(1)
        assert mpmath.mpf(found.rad().str(20, radius=False)) > cut_off
        assert not flint.arb(found.mid(), float(0)).contains(1)  # its middle, without them, falls short


@given(st.fractions(Fraction(1, 50), 6, max_denominator=50), st.integers(-3, 3))
def test_chances_of_intervals_are_differences_of_mpmaths_distribution_function(bound, shift):
    b = mp(bound)
    assert near(masses.within(bound), mpmath.ncdf(b) - mpmath.ncdf(-b))
    assert near(two_samples.outside(bound), 2 * mpmath.ncdf(-b))
    assert near(two_samples.outside_shifted(bound, shift), mpmath.ncdf(-b - shift) + mpmath.ncdf(shift - b))


@given(samples, st.fractions(Fraction(1, 1000), 10, max_denominator=1000), numbers)
@few
def test_a_kernel_estimate_is_the_mean_of_normal_densities_whose_variance_is_the_width(points, width, at):
    found, deviation = masses.log_density_of_kernels(points, width, at), mpmath.sqrt(mp(width))
    expected = mpmath.log(mpmath.fsum(mpmath.npdf(mp(at), mp(x), deviation) for x in points) / len(points))
    assert near(found, expected)
    assert near(masses.width_times_log_density(points, width, at), mp(width) * expected)


@given(samples, st.fractions(Fraction(1, 1000), 10, max_denominator=1000), numbers)
def test_a_kernel_estimate_is_at_most_its_nearest_kernel_and_at_least_an_nth_of_it(points, width, at):
    found = masses.log_density_of_kernels(points, width, at)
    nearest = -mp(min((at - x) ** 2 for x in points)) / (2 * mp(width)) - mpmath.log(2 * mpmath.pi * mp(width)) / 2
    gap = nearest - mpmath.mpf(found.mid().str(60, radius=False))
    assert -1e-40 < gap < math.log(len(points)) + 1e-15  # equal for one point, n equal kernels: rounding of each side


def test_a_width_that_is_taken_for_a_deviation_is_seen():
    found = masses.log_density_of_kernels((Fraction(0), Fraction(1)), Fraction(1, 4), Fraction(1, 2))
    wrong = mpmath.log(mpmath.npdf(mpmath.mpf(1) / 2, 0, mpmath.mpf(1) / 4))
    assert not near(found, wrong, digits=1)


@pytest.mark.parametrize("dimension", [1, 3, 784])
def test_the_mean_log_density_is_minus_scipys_entropy_of_all_coordinates(dimension):
    entropy = float(stats.norm.entropy()) * dimension
    # scipy's entropy is a double: 16 digits
    assert float(masses.mean_log_density(dimension).mid()) == pytest.approx(-entropy, rel=1e-14)
    assert float(masses.share_of_log_100(dimension).mid()) == pytest.approx(np.log(100) / entropy, rel=1e-14)


@given(st.integers(2, 300), st.integers(1, 200))
def test_the_logarithm_lies_between_the_powers_of_ten_around_the_power(base, exponent):
    whole = len(str(base**exponent)) - 1
    found = masses.log10_of_power(base, exponent)
    assert near(found, exponent * mpmath.log10(base))
    assert whole - 1e-9 < float(found.mid()) < whole + 1  # 1e-9: 10^k may be met from below by a double


def test_how_many_images_there_are_by_exact_powers():
    power = 256**196608
    whole = math.floor(float(masses.log10_of_power(256, 196608).mid()))
    assert 10**whole <= power < 10 ** (whole + 1)


# Two samples.

splits = st.lists(st.integers(-6, 6), min_size=1, max_size=3).flatmap(
    lambda half: st.lists(st.integers(-6, 6), min_size=len(half), max_size=len(half)).map(lambda other: half + other)
)
LEVELS = st.fractions(0, 1, max_denominator=20)


@given(splits.filter(lambda s: len(s) > 2), LEVELS)
@settings(few, max_examples=10)
def test_the_size_of_the_permutation_test_is_the_share_of_small_p_values_of_scipy(sample, level):
    half, p_values = len(sample) // 2, []
    for chosen in combinations(range(len(sample)), half):
        x, y = [sample[i] for i in chosen], [sample[i] for i in range(len(sample)) if i not in chosen]
        done = stats.permutation_test((x, y), lambda a, b: abs(sum(a) - sum(b)), alternative="greater")
        p_values.append(done.pvalue)  # at most 20 splits: scipy lists them all
    rejected = np.mean(np.array(p_values) <= float(level) + 1e-9)  # p-values are multiples of 1/20 or 1/6 in doubles
    assert float(two_samples.size_of_permutation_test(tuple(map(Fraction, sample)), level)) == pytest.approx(rejected)


@given(splits, LEVELS)
def test_a_permutation_test_never_exceeds_its_level(sample, level):
    assert two_samples.size_of_permutation_test(tuple(map(Fraction, sample)), level) <= level


def test_six_points_reach_a_level_of_a_tenth_and_none_below():
    # A split and its complement have the same T: the least p-value is 2/20.
    sizes = {k: two_samples.size_of_permutation_test(two_samples.SAMPLE, Fraction(k, 20)) for k in (1, 2, 3)}
    assert sizes == {1: 0, 2: Fraction(1, 10), 3: Fraction(1, 10)}


@given(st.lists(st.tuples(numbers, st.integers(0, 9)), min_size=1, max_size=5).filter(lambda r: any(w for _, w in r)))
def test_pairs_of_independent_samples_by_the_matrix_of_their_chances(rows):
    values, chances = [v for v, _ in rows], [Fraction(w, sum(w for _, w in rows)) for _, w in rows]
    joint = np.outer(np.array(chances, object), np.array(chances, object))
    assert two_samples.chance_of_pairs(tuple(chances), same=True) == joint.trace()
    assert two_samples.chance_of_pairs(tuple(chances), same=False) == joint.sum() - joint.trace()
    centred = np.array(values, object) - sum(v * c for v, c in zip(values, chances, strict=True))
    assert two_samples.covariance(tuple(values), tuple(chances)) == centred @ joint @ centred == 0


@given(samples, numbers)
def test_no_training_point_is_nearer_than_the_nearest(points, to):
    found = two_samples.nearest(points, to)
    assert found == points[int(np.argmin([abs(x - to) for x in points]))]
    assert two_samples.nearest(points, found) == found


# Models of images, and maximum likelihood.


@given(samples)
def test_the_mean_over_equal_chances_is_the_statisticians(values):
    assert what_a_model_is.mean_of(values, (Fraction(1, len(values)),) * len(values)) == statistics.mean(values)


@pytest.mark.parametrize("n", [1, 2, 5, 30])
def test_the_partial_mean_of_a_cauchy_law_lies_below_the_integral_and_above_a_fifth_a_doubling(n):
    doublings = [2**k for k in range(n + 1)]
    integral: Any = mpmath.quad(lambda x: x / (1 + x * x), doublings)
    assert Fraction(n, 5) <= what_a_model_is.cauchy_partial_mean(n)
    assert mp(what_a_model_is.cauchy_partial_mean(n)) < integral < mpmath.log(2) * n
    if n == 30:  # so the bound is not far too low either: a doubling adds log 2 in the end, of which it has 1/4
        assert mp(what_a_model_is.cauchy_partial_mean(n)) > integral / 3


@given(st.integers(0, 10), st.integers(1, 5))
def test_pictures_are_counted_by_their_bright_pixels(pixels, colours):
    assert what_a_model_is.states(pixels) == sum(math.comb(pixels, bright) for bright in range(pixels + 1))
    assert what_a_model_is.numbers_in_an_image(pixels, colours) == np.zeros((pixels, pixels, colours)).size


@given(samples)
def test_total_and_positivity_are_numpys(values):
    array = np.array(values, object)
    assert what_a_model_is.mass(values) == (array.sum(), bool((array > 0).all()))


@given(samples | st.lists(st.fractions(0, 5, max_denominator=12), min_size=1, max_size=6).map(tuple),
       st.lists(st.fractions(Fraction(1, 4), 6, max_denominator=12), max_size=5))  # fmt: skip
@few
def test_the_likelihood_of_a_uniform_law_is_scipys_and_greatest_at_the_first_theta_that_covers_the_data(data, others):
    thetas = (*others, max(Fraction(1, 4), *data))
    for theta in thetas:
        by_scipy = float(np.prod(stats.uniform.pdf(np.array(data, float), 0, float(theta))))
        assert float(uniform_likelihood(data, theta)) == pytest.approx(by_scipy)
    if min(data) >= 0:
        assert best_uniform(data, thetas) == min(theta for theta in thetas if theta >= max(data))


# A picture and its distortions.

BOARD = np.array([[5 + 2 * ((i + j) % 2) for j in range(4)] for i in range(4)])
BLOCKS = BOARD.reshape(2, 2, 2, 2).mean(axis=(1, 3))
STRIPES = np.array([[1], [-1], [1], [-1]])
MOVED, BRIGHT = BOARD.copy(), BOARD.copy()
MOVED[:2, :2], BRIGHT[0, 0] = np.roll(BOARD[:2, :2], 1, axis=1), 9
BY_NUMPY = [BOARD + 1, 2 * BOARD - 6, BRIGHT, MOVED, np.kron(BLOCKS, np.ones((2, 2))), BOARD + STRIPES]


@pytest.mark.parametrize("k", range(6), ids=[make.__name__ for make in distortions.DISTORTIONS])
def test_a_distorted_picture_is_numpys(k):
    assert np.array_equal(np.array(distortions.DISTORTIONS[k](), float), BY_NUMPY[k])


def test_six_pictures_differ_and_the_printed_board_is_the_original():
    assert np.array_equal(np.array(distortions.picture(*distortions.ROWS), float), BOARD)
    assert len({make() for make in distortions.DISTORTIONS} | {distortions.picture(*distortions.ROWS)}) == 7


@given(st.lists(numbers | st.sampled_from([Fraction(5), Fraction(7)]), min_size=16, max_size=16))
@few
def test_what_is_measured_on_a_picture_is_numpys(pixels):
    rows = tuple(tuple(pixels[4 * i : 4 * i + 4]) for i in range(4))
    array = np.array(rows, object)
    gaps, one = array - BOARD, (lambda: rows,)
    assert distortions.errors(one) == ((gaps**2).sum() / 16,)
    assert distortions.changed(one) == (np.count_nonzero(gaps),)
    assert distortions.largest(one) == (abs(gaps).max(),)
    assert distortions.roughness(one) == ((np.diff(array, axis=1) ** 2).sum(),)


@given(samples, numbers)
def test_the_mean_minimises_squares_and_the_median_moduli(data, at):
    mean, middle = statistics.mean(data), statistics.median(data)
    least = distortions.mean_error(data, Fraction(mean))
    assert least == sum((x - mean) ** 2 for x in data) / 2
    assert distortions.mean_error(data, at) == least + len(data) * (at - mean) ** 2 / 2
    assert distortions.median_error(data, at) == np.abs(np.array(data, object) - at).sum()
    assert distortions.median_error(data, at) >= distortions.median_error(data, Fraction(middle))
