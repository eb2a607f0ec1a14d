"""The functions of the chapter on inequalities against numpy and scipy."""

from fractions import Fraction
from typing import Any

import flint
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import integrate, optimize, stats
from scipy.spatial.distance import jensenshannon

from theory.deciding.balls import Case, evaluate
from theory.inequalities import (
    best_classifier,
    convergence,
    data_processing,
    discriminator_mistakes,
    finite_laws,
    rates,
    root_of_jsd,
    two_kl_to_the_mixture,
)
from theory.inequalities import gaussian_pair as pair
from theory.inequalities.f_gan import ROWS
from theory.inequalities.second_order import TABLE
from theory.proving.computed import BITS
from theory.proving.formulas import expression

POINTS = 4


def certified(function, *args, **more) -> float:
    with flint.ctx.workprec(BITS):
        return float(function(*args, **more))


def value(formula: str, **at: float) -> float:
    """A formula of a page at a point, in balls."""
    return float(evaluate(expression(formula), Case(parameters={k: Fraction(v) for k, v in at.items()})).ball.real)


@st.composite
def laws(draw, how_many: int = 2):
    """Laws with exact weights on a few points, zeros and tiny weights among them."""
    weights = st.lists(st.sampled_from([0, 1, 2, 7, 100, 10**6]), min_size=POINTS, max_size=POINTS).filter(any)
    rows = [draw(weights) for _ in range(how_many)]
    return tuple(tuple(Fraction(w, sum(row)) for w in row) for row in rows)


def positive(law):
    return all(law)


@given(laws())
def test_divergences_of_finite_laws(pair_of_laws):
    p, q = pair_of_laws
    x, y = (np.array([float(a) for a in law]) for law in pair_of_laws)
    assert certified(finite_laws.jensen_shannon, p, q) == pytest.approx(jensenshannon(x, y) ** 2, abs=1e-9)
    assert certified(finite_laws.total_variation, p, q) == pytest.approx(np.abs(x - y).sum() / 2)
    assert certified(finite_laws.squared_hellinger, p, q) == pytest.approx(1 - np.sqrt(x * y).sum(), abs=1e-9)
    if positive(p) and positive(q):
        assert certified(finite_laws.kullback_leibler, p, q) == pytest.approx(stats.entropy(x, y), abs=1e-9)
        assert certified(finite_laws.triangular, p, q) == pytest.approx(np.sum((x - y) ** 2 / (x + y)), abs=1e-12)
        both, mixed = stats.entropy(x, y) + stats.entropy(y, x), 2 * stats.entropy((x + y) / 2, x)
        assert certified(finite_laws.jeffreys, p, q) == pytest.approx(both, abs=1e-9)
        assert certified(finite_laws.twice_mixture_kl, p, q) == pytest.approx(mixed, abs=1e-9)


def test_an_infinite_divergence_is_refused():
    with pytest.raises(ValueError, match="infinite"):
        finite_laws.kullback_leibler((Fraction(1), Fraction(0)), (Fraction(0), Fraction(1)))


def normal(mean: float, deviation: float):
    return lambda x: np.exp(-(((x - mean) / deviation) ** 2) / 2) / (deviation * np.sqrt(2 * np.pi))


@pytest.mark.parametrize("mean", [Fraction(1, 2), Fraction(1)])
def test_normal_pairs_against_quadrature(mean):
    p, q = normal(0, 1), normal(float(mean), 1)

    def total(f):
        return integrate.quad(f, -30, 30, limit=400, epsabs=1e-13)[0]

    half = total(lambda x: p(x) * np.log(2 / (1 + np.exp(float(mean) * x - float(mean) ** 2 / 2))))
    assert certified(pair.gaussian_jensen_shannon, mean) == pytest.approx(half, abs=1e-10)
    assert certified(pair.gaussian_overlap, mean) == pytest.approx(total(lambda x: min(p(x), q(x))), abs=1e-8)
    assert certified(pair.gaussian_variation, mean) == pytest.approx(total(lambda x: abs(p(x) - q(x))) / 2, abs=1e-8)
    assert float(pair.gaussian_kl(mean)) == pytest.approx(total(lambda x: p(x) * np.log(p(x) / q(x))))
    assert certified(best_classifier.gaussian_auc, mean) == pytest.approx(stats.norm.cdf(float(mean) / np.sqrt(2)))


def test_normal_laws_of_two_variances_against_quadrature():
    p, q = normal(0, 1), normal(0, 2)
    expected = integrate.quad(lambda x: abs(p(x) - q(x)), -40, 40, limit=800)[0] / 2
    assert certified(pair.gaussian_scale_variation, Fraction(2)) == pytest.approx(expected, abs=1e-8)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_the_conjugate_is_the_supremum(row):
    for v in (-1.3, 0.0, 0.8):
        t = value(row.activation, v=v)
        best: Any = optimize.minimize_scalar(
            lambda w, t=t: value(row.f, u=np.exp(w)) - np.exp(w) * t, bounds=(-12, 12), method="bounded"
        )
        assert value(row.conjugate, t=t) == pytest.approx(-best.fun, abs=1e-5)
        assert value(row.where, t=t) == pytest.approx(np.exp(best.x), rel=1e-2)


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row[0])
def test_second_derivatives_by_differences(row):
    f, e = row[2], 2.0**-10
    second = (value(f, t=1 + e) - 2 * value(f, t=1) + value(f, t=1 - e)) / e**2
    assert second == pytest.approx(float(Fraction(row[4])), abs=1e-4)


@pytest.mark.parametrize(("x", "y"), [(1, 2), (1, 5), (3, 4)])
def test_the_kernel_is_an_integral_of_squares(x, y):
    expected = x * np.log(x) + y * np.log(y) - (x + y) * np.log((x + y) / 2)
    by_scipy = integrate.quad(lambda t: (np.exp(-t * x) - np.exp(-t * y)) ** 2 / t**2 / 2, 0, np.inf)[0]
    assert certified(root_of_jsd.kernel_integral, Fraction(x), Fraction(y)) == pytest.approx(expected, abs=1e-12)
    assert by_scipy == pytest.approx(expected, abs=1e-8)


@given(laws(), st.lists(st.tuples(st.integers(0, 5), st.integers(1, 5)), min_size=POINTS, max_size=POINTS))
def test_channels_do_not_help(pair_of_laws, rows):
    p, q = pair_of_laws
    channel = tuple((Fraction(a, a + b), Fraction(b, a + b)) for a, b in rows)
    after = tuple(data_processing.sent(law, channel) for law in (p, q))
    assert sum(after[0]) == 1
    assert certified(finite_laws.jensen_shannon, *after) <= certified(finite_laws.jensen_shannon, p, q) + 1e-15


@given(laws())
def test_the_best_rule(pair_of_laws):
    p, q = pair_of_laws
    best = best_classifier.best_of_all_rules(p, q)
    assert best == (1 + finite_laws.variation(p, q)) / 2
    assert discriminator_mistakes.errors(p, q, p) == (1 - best, Fraction(1, 2))
    if all(a + b for a, b in zip(p, q, strict=True)):
        assert best_classifier.accuracy_of_best(p, q) == best


def test_counting_agrees_with_numpy(rng):
    label = np.array([rng.randrange(2) for _ in range(200)])
    score = np.array([rng.randrange(100) for _ in range(200)])
    samples = tuple((int(a), Fraction(int(s), 100)) for a, s in zip(label, score, strict=True))
    table = [[np.sum((label == a) & ((score > 50) == c)) for c in (True, False)] for a in (1, 0)]
    assert np.array_equal(best_classifier.counted(samples), table)


def test_mirror_descent_against_numpy():
    p, q = np.array([1 / 2, 1 / 3, 1 / 6]), np.array([0.01, 0.01, 0.98])
    laws = tuple(tuple(Fraction(float(a)).limit_denominator(100) for a in law) for law in (p, q))
    for steps in (0, 1, 5):
        now = q.copy()
        for _ in range(steps):
            now *= np.exp(-np.log((p + now) / p))
            now /= now.sum()
        assert certified(two_kl_to_the_mixture.mirror_descent, *laws, steps) == pytest.approx(np.abs(now - p).max())


@given(st.integers(1, 6), st.fractions(0, Fraction(99, 100), max_denominator=1000))
def test_the_typewriter(level, x):
    values = [convergence.typewriter(level, place, x) for place in range(2**level)]
    assert values.count(Fraction(2)) == 1  # each point is met exactly once on each level
    cells = [Fraction(2 * k + 1, 2 ** (level + 1)) for k in range(2**level)]
    density = [convergence.typewriter(level, 0, cell) for cell in cells]
    assert sum(density) == len(cells)
    assert sum(abs(d - 1) for d in density) / len(cells) / 2 == convergence.total_variation_to_uniform(level)


def test_two_points_carry_what_is_missing():
    p, q = (Fraction(1, 2), Fraction(1, 2)), (Fraction(1, 4), Fraction(3, 4))
    expected = stats.wasserstein_distance([0, 7], [0, 7], [0.5, 0.5], [0.25, 0.75])
    assert float(rates.two_point_distance(p, q, Fraction(7))) == pytest.approx(expected)
