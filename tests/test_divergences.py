"""The functions of the chapter on divergences against scipy, trapezoidal sums and closed forms."""

import itertools
from fractions import Fraction
from typing import Any

import flint
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import integrate, optimize, special, stats
from scipy.spatial.distance import jensenshannon

from theory.divergences import finite_values, modes, plateau
from theory.divergences import gaussian_mixtures as mixtures
from theory.proving.computed import BITS

POINTS = 4
#: Sums over this grid stand for integrals.  The nearest singularity of an integrand, a zero of a mixture of modes 2a
#: apart, lies pi/(2a) > 1/3 off the real line, so the trapezoidal rule errs by about exp(-2 pi/(3 dx)) < 1e-20; the
#: laws here have their mass within 15 of 0, and what is cut off at 40 is below 1e-12.
GRID, DX = np.linspace(-40, 40, 2001), 80 / 2000
ROUNDING = 1e-9


def certified(function, *args) -> float:
    with flint.ctx.workprec(BITS):
        return float(function(*args))


def log_density(mixture: mixtures.Mixture, x=GRID):
    parts = [np.log(float(w)) + stats.norm.logpdf(x, float(m), float(s)) for w, m, s in mixture]
    return np.asarray(special.logsumexp(parts, axis=0))


def summed(values) -> float:
    return float(np.sum(values) * DX)


def kl_sum(first, second) -> float:
    """KL from log-densities on the grid."""
    p, q = log_density(first), log_density(second)
    return summed(np.exp(p) * (p - q))


def jsd_sum(first, second) -> float:
    p, q = log_density(first), log_density(second)
    m = np.logaddexp(p, q) - np.log(2)
    return (summed(np.exp(p) * (p - m)) + summed(np.exp(q) * (q - m))) / 2


weights = st.lists(st.sampled_from([0, 1, 2, 7, 100, 10**6]), min_size=POINTS, max_size=POINTS).filter(any)
laws = weights.map(lambda row: tuple(Fraction(w, sum(row)) for w in row))


def floats(law):
    return np.array(law, dtype=float)


@given(laws, laws)
def test_finite_kl_is_the_relative_entropy_infinite_ones_included(p, q):
    expected = stats.entropy(floats(p), floats(q))
    found = finite_values.kl(p, q)
    assert (found == finite_values.INFINITE) == np.isinf(expected) == finite_values.is_infinite(p, q)[0]
    if not isinstance(found, str):
        assert certified(finite_values.kl, p, q) == pytest.approx(expected, abs=ROUNDING)


@given(laws, laws)
def test_finite_jsd_is_the_square_of_scipys_distance(p, q):
    assert certified(finite_values.jsd, p, q) == pytest.approx(jensenshannon(floats(p), floats(q)) ** 2, abs=ROUNDING)


quarters = st.integers(-12, 12).map(lambda k: Fraction(k, 4))
intervals = st.tuples(quarters, quarters).filter(lambda ends: ends[0] < ends[1])


@given(intervals, intervals)
def test_uniform_laws_are_what_their_densities_say_on_a_fine_grid(first, second):
    middles = np.arange(-3, 3, 1 / 8) + 1 / 16  # of cells so small that no end lies inside one: the sums are integrals
    p, q = (stats.uniform.pdf(middles, float(a), float(b - a)) / 8 for a, b in (first, second))
    found = finite_values.of_uniforms(finite_values.kl, first, second)
    assert (found == "infinity") == np.isinf(stats.entropy(p, q))
    if not isinstance(found, str):
        assert float(found) == pytest.approx(stats.entropy(p, q), abs=ROUNDING)
    assert float(finite_values.of_uniforms(finite_values.jsd, first, second)) == pytest.approx(
        jensenshannon(p, q) ** 2, abs=ROUNDING
    )


@given(intervals, intervals)
def test_the_distance_of_uniform_laws_is_the_area_between_their_distribution_functions(first, second):
    (a, b), (c, d) = (tuple(map(float, ends)) for ends in (first, second))

    def gap(x):
        return abs(np.clip((x - a) / (b - a), 0, 1) - np.clip((x - c) / (d - c), 0, 1))

    crossing = [(a * (d - c) - c * (b - a)) / ((d - c) - (b - a))] if b - a != d - c else []
    kinks = sorted({a, b, c, d, *(x for x in crossing if -3 < x < 3)})
    pieces = [integrate.fixed_quad(gap, x, y, n=3)[0] for x, y in itertools.pairwise(kinks)]  # linear: exact
    assert float(finite_values.quantile_distance(first, second)) == pytest.approx(sum(pieces), abs=1e-12)


@given(intervals, st.lists(intervals, min_size=1, max_size=3))
def test_the_table_says_which_interval_contains_which(first, others):
    for (one, other, _), (c, d) in zip(finite_values.table(first, tuple(others)), others, strict=True):
        assert one == (not (c <= first[0] and first[1] <= d))
        assert other == (not (first[0] <= c and d <= first[1]))


def test_partial_sums_of_kl_over_one_support_grow_like_the_harmonic_series():
    n = np.arange(1, 2001)
    p = 6 / (np.pi * n) ** 2
    sums = np.cumsum(p * (np.log(p) + n * np.log(2)))
    for terms in (1, 10, 500, 2000):
        assert certified(finite_values.partial_kl, terms) == pytest.approx(sums[terms - 1], abs=ROUNDING)
    # from 500 to 2000 the terms 6 log 2/(pi^2 n) add up to 6 log 2/pi^2 log 4; those of the entropy take 2 % of that
    assert sums[1999] - sums[499] == pytest.approx(6 * np.log(2) / np.pi**2 * np.log(4), rel=0.03)


@pytest.mark.parametrize(("m", "s"), [(12, "1/2"), ("-7/3", 2)])
@pytest.mark.parametrize(("u", "v"), [(0, 1), (-12, 2), (12, 4)])
def test_the_ball_of_a_normal_kl_holds_the_closed_form(m, s, u, v):
    """At the ends of the range for which the tails are bounded, too: a bound too small shows here."""
    with flint.ctx.workprec(BITS):
        mean = mixtures.ball(Fraction(m) - Fraction(u))
        own, other = mixtures.ball(Fraction(s)), mixtures.ball(Fraction(v))
        exact = (other / own).log() + (own**2 + mean**2) / (2 * other**2) - flint.arb(1) / 2
        found = mixtures.kl(mixtures.normal(m, s), mixtures.normal(u, v))
        assert found.contains(exact)
        assert not found.contains(exact + flint.arb("1e-15"))  # so narrow that a wrong closed form is caught


@pytest.mark.parametrize("outside", [mixtures.normal(13, 1), mixtures.normal(0, "1/3"), mixtures.normal(0, 5)])
def test_what_lies_outside_the_range_of_the_tail_bound_is_refused(outside):
    for measure in (mixtures.kl, mixtures.overlap, mixtures.kl_to_mixture):
        with pytest.raises(ValueError, match="outside the range"):
            measure(mixtures.normal(0, 1), outside)


PAIRS = [
    (mixtures.two_modes(2, Fraction(7, 10)), mixtures.normal("-1/2", "5/2")),
    (mixtures.normal(1, 1), mixtures.two_modes(4)),
]


@pytest.mark.parametrize(("first", "second"), PAIRS)
def test_divergences_of_mixtures_are_their_sums_over_a_grid(first, second):
    assert certified(mixtures.kl, first, second) == pytest.approx(kl_sum(first, second), abs=ROUNDING)
    assert certified(mixtures.reverse_kl, first, second) == pytest.approx(kl_sum(first, second), abs=ROUNDING)
    assert certified(mixtures.forward_kl, first, second) == pytest.approx(kl_sum(second, first), abs=ROUNDING)
    assert certified(mixtures.jsd, first, second) == pytest.approx(jsd_sum(first, second), abs=ROUNDING)
    assert abs(kl_sum(first, second) - kl_sum(second, first)) > 1e-3  # the wrong direction would be caught
    both = np.exp(log_density(first)) * special.expit(log_density(second) - log_density(first))
    assert certified(mixtures.overlap, first, second) == pytest.approx(summed(both), abs=ROUNDING)


def trained_slope(mean: float, loss) -> float:
    """d/dt of E_z loss(D*(z + t)) with D* frozen at t = mean, by a central difference of sums over the grid.

    The third derivative is below 100 for means up to 5, so the difference errs by less than 100 h^2/6 < 2e-7.
    """
    h = 1e-4
    at = [stats.norm.pdf(GRID, t) @ loss(mean * mean / 2 - mean * GRID) * DX for t in (mean - h, mean + h)]
    return float(at[1] - at[0]) / (2 * h)


@pytest.mark.parametrize("mean", [Fraction(1, 2), Fraction(2), Fraction(5)])
def test_the_two_slopes_are_those_of_the_generators_losses_with_d_frozen(mean):
    m = float(mean)
    saturating = trained_slope(m, lambda logit: np.log(special.expit(-logit)))
    other = trained_slope(m, lambda logit: -np.log(special.expit(logit)))
    assert certified(mixtures.saturating_slope, mean) == pytest.approx(saturating, abs=1e-6)
    assert certified(mixtures.other_slope, mean) == pytest.approx(other, abs=1e-6)
    up, down = (certified(mixtures.jsd_of_shift, mean + e * Fraction(1, 1000)) for e in (1, -1))
    # a central difference of 2 JSD errs by h^2/6 times a third derivative below 1
    assert (up - down) * 1000 == pytest.approx(saturating, abs=1e-6)


def fitted(measure, start):
    """Where a minimiser in floats ends, over mean and log-deviation."""

    def of(z: Any) -> float:
        return measure(((Fraction(1), z[0], np.exp(z[1])),))

    found: Any = optimize.minimize(of, (start[0], np.log(start[1])), method="Nelder-Mead",
                              options={"xatol": 1e-6, "fatol": 1e-12})  # fmt: skip
    return float(found.x[0]), float(np.exp(found.x[1])), float(found.fun)


def stated(claim):
    """The means and deviations at which steps of a claim compare a measure with its neighbours."""
    on = [step.on for step in claim.proof if getattr(step, "by", None) is mixtures.neighbours_are_higher]
    return [(row["measure"], row["target"], float(row["mean"]), float(row["deviation"])) for row in on]


@pytest.mark.parametrize("row", stated(modes.SEEKING) + stated(modes.MATCHING))
def test_a_minimiser_ends_where_the_page_says_a_minimum_is(row):
    measure, target, mean, deviation = row
    by_sums = kl_sum if measure is mixtures.reverse_kl else lambda q, p: kl_sum(p, q)
    at = fitted(lambda q: by_sums(q, target), (mean + 0.1, deviation * 1.1))
    assert at[:2] == pytest.approx((mean, deviation), abs=1e-4)  # the page rounds to four or five places
    assert not mixtures.neighbours_are_higher(measure, target, str(mean + 0.1), str(deviation), "1/50")


@pytest.mark.parametrize("step", [s for s in modes.BETWEEN.proof if getattr(s, "relation", "=") in "<>"])
def test_jsd_has_minima_where_it_is_compared(step):
    target, values = step.on["target"], []
    for kind in ("covering", "seeking"):
        mean, deviation = map(float, step.on[kind])
        *at, value = fitted(lambda q: jsd_sum(q, target), (mean, deviation * 1.01))
        assert at == pytest.approx((mean, deviation), abs=1e-3)  # the page rounds
        values.append(value)
    assert (values[0] < values[1]) == (step.relation == "<")
    assert certified(step.by, *step.on.values()) == pytest.approx(values[0] - values[1], abs=1e-6)  # flat at a minimum


def test_comparisons_of_fits_agree_with_sums():
    n = mixtures.normal
    for apart in (Fraction(1, 2), Fraction(3)):
        middle, mode = (kl_sum(q, mixtures.two_modes(apart)) for q in (n(0, "1.118"), n(apart, 1)))
        assert modes.middle_better(apart) == (middle < mode) == (apart < 1)
    middle, mode = (kl_sum(modes.EQUAL, q) for q in (n(0, "3.16"), n(3, 1)))
    assert certified(modes.forward_gap) == pytest.approx(middle - mode, abs=ROUNDING)


@given(st.fractions(-1000, 1000, max_denominator=1000))
def test_jsd_of_two_point_masses_tells_apart_equal_and_different_only(theta):
    places = sorted({0, theta})
    p, q = ([float(x == at) for x in places] for at in (0, theta))
    assert certified(plateau.points, theta) == pytest.approx(jensenshannon(p, q) ** 2, abs=ROUNDING)


def test_the_best_value_climbs_only_where_the_laws_part():
    means = (Fraction(1, 10), Fraction(2), Fraction(1))
    by_sums = [jsd_sum(mixtures.normal(0, 1), mixtures.normal(m, 1)) for m in means]
    assert plateau.best_values(means) == tuple(a < b for a, b in itertools.pairwise(by_sums)) == (True, False)


def test_the_saturating_slope_approaches_its_asymptote():
    far = []
    for mean in (4, 6, 10):
        slope = mean * summed(stats.norm.pdf(GRID) * special.expit(mean * GRID - mean**2 / 2))
        ratio = slope / (np.sqrt(np.pi / 2) * np.exp(-(mean**2) / 8))
        # at mean 10 a slope of 4e-6 is known to 1e-15 only
        expected = pytest.approx(ratio / (1 - np.pi**2 / (2 * mean**2)), abs=1e-6)
        assert certified(plateau.asymptote_ratio, mean) == expected
        far.append(abs(ratio - 1))
    assert far[2] < far[1] < far[0]
