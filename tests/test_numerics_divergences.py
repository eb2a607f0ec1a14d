"""Divergences of weights: against 60 digits on hard cases, at their exact values, and where others return nan."""

import math

import flint
import mpmath as mp
import numpy as np
import pytest
from exact_divergences import TERMS, exact, power
from hypothesis import given
from hypothesis import strategies as st
from scipy.spatial.distance import jensenshannon

import numerics
from numerics import terms

EPS = 2.0**-52
#: The bound that numerics.divergences states.
BOUND = 64 * EPS
SYMMETRIC = ["js", "jeffreys", "tv", "squared_hellinger", "triangular"]


def near(p: np.ndarray, relative: float, rng: np.random.Generator) -> np.ndarray:
    q = p * (1 + relative * rng.uniform(-1, 1, p.size))
    return q / q.sum()


def hard_cases() -> dict[str, tuple[np.ndarray, np.ndarray]]:
    rng = np.random.default_rng(20)
    p = rng.dirichlet(np.ones(100))
    tiny = np.where(np.arange(100) < 50, 1e-300 * rng.uniform(1, 2, 100), p)
    cases = {"random": (p, rng.dirichlet(np.ones(100))), "two points": (np.array([0.3, 0.7]), np.array([0.31, 0.69]))}
    cases |= {f"p ~ q to {e:g}": (p, near(p, e, rng)) for e in (1e-1, 1e-4, 1e-6, 1e-8, 1e-12)}
    cases["half the weights 1e-300"] = (tiny / tiny.sum(), near(tiny / tiny.sum(), 0.9, rng))
    cases["one at 1e-300"] = (np.array([1 - 1e-16, 1e-300]), np.array([0.5, 0.5]))
    cases["quotient beyond a double"] = (np.array([0.5, 0.5]), np.array([1.0, 1e-320]))
    cases["zero in p"] = (np.array([0.0, 0.4, 0.6]), np.array([0.2, 0.3, 0.5]))
    # a far term decides, and beside it a near one must not leave the rounding of 1
    cases["one far, one near"] = (np.array([1 - 1e-12, 1e-12]), np.array([1 - 3e-12, 3e-12]))
    cases["two far, one near"] = (np.array([1 - 1e-11, 1e-12, 9e-12]), np.array([1 - 1e-11, 9e-12, 1e-12]))
    cases["zero in both"] = (np.array([0.0, 0.4, 0.6]), np.array([0.0, 0.5, 0.5]))
    skewed = rng.dirichlet(np.full(500, 0.05))
    cases["very uneven"] = (np.maximum(skewed, 1e-200), near(np.maximum(skewed, 1e-200), 0.5, rng))
    return cases


HARD = hard_cases()


def relative_error(found: float, true: mp.mpf) -> float:
    return 0.0 if found == true else float(abs((mp.mpf(found) - true) / true))


@pytest.mark.parametrize("name", TERMS)
@pytest.mark.parametrize("case", HARD)
def test_relative_error_is_within_the_stated_bound(name, case):
    p, q = HARD[case]
    true = exact(name, p, q)
    found = getattr(numerics, name)(p, q)
    if true > np.finfo(float).max:
        assert found == math.inf
    else:
        assert relative_error(found, true) <= BOUND


def test_the_textbook_formula_would_not_pass():
    """The bound can fail: scipy's value, and the plain formula, on the pair that agrees to 1e-8."""
    p, q = HARD["p ~ q to 1e-08"]
    true = exact("js", p, q)
    m = (p + q) / 2
    plain = 0.5 * float(np.sum(p * np.log(p / m)) + np.sum(q * np.log(q / m)))
    assert relative_error(plain, true) > 1e-3
    assert relative_error(float(jensenshannon(p, q)) ** 2, true) > 1e-3


@pytest.mark.parametrize("size", [2, 3, 10])
def test_small_random_laws_are_within_the_bound(size, generator):
    for _ in range(300):
        p, q = generator.dirichlet(np.ones(size), 2)
        for name in ("kl", "js", "jeffreys"):
            assert relative_error(getattr(numerics, name)(p, q), exact(name, p, q)) <= BOUND


@pytest.mark.parametrize("name", TERMS)
def test_a_long_vector_is_summed_block_by_block_to_the_same_accuracy(name, generator):
    p, q = generator.dirichlet(np.ones(40_000), 2)
    small = near(p, 1e-9, generator)
    for other in (q, small):
        assert relative_error(getattr(numerics, name)(p, other), exact(name, p, other)) <= BOUND


@pytest.mark.parametrize("name", TERMS)
def test_batches_are_the_single_values_whatever_the_axis(name, generator):
    p, q = generator.dirichlet(np.ones(7), (5, 3)), generator.dirichlet(np.ones(7), (5, 3))
    q[0, 0], q[1, 1] = p[0, 0], near(p[1, 1], 1e-10, generator)
    of = getattr(numerics, name)
    single = np.array([[of(a, b) for a, b in zip(*rows, strict=True)] for rows in zip(p, q, strict=True)])
    # blocks add the same terms in another order
    np.testing.assert_allclose(of(p, q), single, rtol=4 * EPS)
    np.testing.assert_allclose(of(np.moveaxis(p, -1, 0), np.moveaxis(q, -1, 0), axis=0), single, rtol=4 * EPS)
    np.testing.assert_allclose(of(p, q[0, 0]), [[of(a, q[0, 0]) for a in row] for row in p], rtol=4 * EPS)


@pytest.mark.parametrize("name", TERMS)
def test_equal_laws_are_exactly_zero_apart(name, generator):
    p = generator.dirichlet(np.full(1000, 0.01))
    assert getattr(numerics, name)(p, p) == 0.0


@pytest.mark.parametrize(
    ("name", "top"), [("js", math.log(2)), ("tv", 1.0), ("squared_hellinger", 1.0), ("triangular", 2.0)]
)
def test_disjoint_laws_are_exactly_as_far_apart_as_can_be_and_others_are_not(name, top, generator):
    of, weights = getattr(numerics, name), generator.dirichlet(np.ones(30), 2)
    p, q = np.concatenate([weights[0], np.zeros(30)]), np.concatenate([np.zeros(30), weights[1]])
    assert of(p, q) == top
    overlapping = p * (1 - 1e-12)
    overlapping[40] = 1e-12
    assert of(overlapping, q) < top
    assert list(of(np.array([p, p]), np.array([q, p]))) == [top, 0.0]


def test_infinite_exactly_where_absolute_continuity_fails():
    p, q = [0.5, 0.5, 0.0], [1.0, 0.0, 0.0]
    for name in ("kl", "chi_square", "jeffreys"):
        assert getattr(numerics, name)(p, q) == math.inf
    assert numerics.kl(q, p) == pytest.approx(math.log(2), rel=BOUND)
    assert numerics.jeffreys(q, p) == math.inf
    assert numerics.cross_entropy(p, q) == math.inf
    assert numerics.kl([0.5, 0.5], [1.0, 5e-324]) < math.inf  # tiny is not zero


@given(st.integers(1, 30), st.integers(0, 2**32 - 1), st.sampled_from(sorted(TERMS)))
def test_never_nan_and_never_negative_with_zeros_anywhere(n, seed, name):
    rng = np.random.default_rng(seed)
    p, q = (numerics.normalise(rng.uniform(0, 1, n) * rng.integers(0, 2, n) * 10.0 ** rng.integers(-300, 1) + k)
            for k in (np.eye(n)[0], np.eye(n)[-1]))  # fmt: skip
    found = getattr(numerics, name)(p, q)
    assert found >= 0
    if name in SYMMETRIC:
        assert getattr(numerics, name)(q, p) == pytest.approx(found, rel=BOUND)


@pytest.mark.parametrize("order", [0.5, 0.1, 0.9, 2.0, 3.0, 10.0, -1.0, -8.0])
@pytest.mark.parametrize("relative", [0.9, 1e-2, 1e-7, 1e-12])
def test_power_divergences_do_not_cancel(order, relative, generator):
    for _ in range(20):
        p = generator.dirichlet(np.full(12, 2.0))
        q = near(p, relative, generator)
        with mp.workdps(60):
            excess = mp.fsum(power(order)(mp.mpf(a), mp.mpf(b)) for a, b in zip(p, q, strict=True))
            scale = mp.mpf(order) * (mp.mpf(order) - 1)
            bound = BOUND / min(1.0, abs(float(scale)))
            assert relative_error(numerics.alpha_divergence(p, q, order=order), excess / scale) <= bound
            if order > 0:
                true = mp.log1p(excess) / (mp.mpf(order) - 1)
                assert relative_error(numerics.renyi(p, q, order=order), true) <= bound


def test_power_divergences_at_their_named_orders(generator):
    p, q = generator.dirichlet(np.ones(9), 2)
    assert numerics.alpha_divergence(p, q, order=1) == numerics.kl(p, q)
    assert numerics.alpha_divergence(p, q, order=0) == numerics.kl(q, p)
    assert numerics.alpha_divergence(p, q, order=2) == pytest.approx(numerics.chi_square(p, q) / 2, rel=2 * BOUND)
    assert numerics.alpha_divergence(p, q, order=0.5) == pytest.approx(
        4 * numerics.squared_hellinger(p, q), rel=2 * BOUND
    )
    assert numerics.renyi(p, q, order=1) == numerics.kl(p, q)
    assert numerics.renyi(p, q, order=math.inf) == pytest.approx(np.log(np.max(p / q)), rel=BOUND)
    # -log q(p > 0), and not of what p lacks
    assert numerics.renyi([0.5, 0.5, 0], [0.125, 0.125, 0.75], order=0) == pytest.approx(math.log(4), rel=BOUND)
    assert numerics.renyi([1, 0], [0, 1], order=0.5) == math.inf


def largest_error(coefficients: tuple[float, ...], term) -> float:
    """A rigorous bound on |polynomial - sum of term(k) w^k| on [0, 1/4].

    On each of 64 pieces the difference is expanded about the middle; there, the sum of |coefficient| h^k is a bound.
    The series is cut after 120 terms: what is left is below 4^-119.
    """
    worst, h = flint.arb(0), flint.arb(1) / 512
    with flint.ctx.workprec(400):
        padded = (*coefficients, *(0.0,) * (120 - len(coefficients)))
        difference = flint.arb_poly([flint.arb(c) - term(k) for k, c in enumerate(padded)])
        for piece in range(64):
            about = difference(flint.arb_poly([h * (2 * piece + 1), 1]))
            worst = worst.max(sum((abs(c) * h**k for k, c in enumerate(about.coeffs())), flint.arb(4) ** -119))
        return float(worst.upper())


@pytest.mark.parametrize(
    ("coefficients", "term"),
    [
        (terms.ATANH, lambda k: flint.arb(1) / (2 * k + 3)),
        (terms.SHANNON, lambda k: flint.arb(1) / ((k + 2) * (2 * k + 3))),
    ],
    ids=["atanh", "shannon"],
)
def test_the_polynomials_are_within_their_error_everywhere(coefficients, term):
    assert largest_error(coefficients, term) <= 2.0**-54  # B is at least 1/3, and E stands beside a 1
    wrong = (coefficients[0], coefficients[1] * (1 + 1e-12), *coefficients[2:])
    assert largest_error(wrong, term) > 2.0**-54
