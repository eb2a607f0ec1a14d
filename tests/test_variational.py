"""The functions of the chapter on the evidence bound against mpmath, scipy, sympy and quadrature."""

import math
from fractions import Fraction
from itertools import permutations, product
from typing import Any

import flint
import mpmath
import numpy as np
import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import special, stats

from theory.proving.computed import BITS
from theory.variational import finite_model as finite
from theory.variational import gaussian_laws as gaussian
from theory.variational import implicit_models as implicit
from theory.variational import many_samples as many
from theory.variational import posterior_and_data as pairs
from theory.variational import reparameterisation_trick as trick

chances = st.fractions(Fraction(1, 20), 1, max_denominator=20)
scores = st.fractions(Fraction(1, 20), Fraction(19, 20), max_denominator=20)
numbers = st.fractions(-3, 3, max_denominator=6)
U, S = sympy.symbols("u s")
few = settings(max_examples=40)
variances = st.fractions(Fraction(1, 10), 9, max_denominator=10)


@pytest.fixture(autouse=True)
def fifty_digits():
    """mpmath with 50 digits, flint with the bits that proofs have."""
    with mpmath.workdps(50), flint.ctx.workprec(BITS):
        yield


def mp(x: Fraction) -> Any:
    return mpmath.mpf(x.numerator) / x.denominator


def near(ball: flint.arb, expected: Any, digits: int = 40) -> bool:
    """Whether a narrow ball meets an mpmath number of 50 digits to 40 of them: ten are left to rounding."""
    return ball.rad() < 1e-40 and abs(mpmath.mpf(ball.mid().str(60, radius=False)) - expected) < 10.0**-digits


@st.composite
def laws(draw, points: int, *, smallest: int = 0) -> tuple[Fraction, ...]:
    weights = draw(st.lists(st.integers(smallest, 9), min_size=points, max_size=points).filter(any))
    return tuple(Fraction(w, sum(weights)) for w in weights)


@st.composite
def models(draw) -> tuple[tuple[Fraction, ...], finite.Model]:
    """q, zeros among its chances, and a model with a positive prior and likelihood."""
    n = draw(st.integers(1, 4))
    return draw(laws(n)), finite.Model(draw(laws(n, smallest=1)), draw(st.tuples(*[chances] * n)))


def under(q, inside) -> Any:
    """E_q log(inside), the points that q does not have left out."""
    return mpmath.fsum(mp(w) * mpmath.log(i) for w, i in zip(q, inside, strict=True) if w)


def kl(q, p) -> Any:
    return under(q, [mp(a) / b for a, b in zip(q, p, strict=True)])


@given(models())
def test_every_term_of_the_bound_is_its_definition_in_mpmath(drawn):
    q, model = drawn
    prior, likelihood = [mp(a) for a in model.prior], [mp(a) for a in model.likelihood]
    joint = [a * b for a, b in zip(prior, likelihood, strict=True)]
    posterior = [j / (total := mpmath.fsum(joint)) for j in joint]
    assert near(finite.evidence(model), mpmath.log(total))
    assert near(finite.reconstruction(q, model), under(q, likelihood))
    assert near(finite.kl_to_prior(q, model), kl(q, prior))
    assert near(finite.gap(q, model), kl(q, posterior))
    assert near(finite.bound(q, model), -kl(q, joint))
    assert near(finite.without_prior(q, model), -kl(q, likelihood))
    assert near(finite.posterior_below(q, model), mpmath.log(total))
    assert [mp(a) for a in finite.posterior(model)] == pytest.approx(posterior, abs=1e-40)
    nothing = (Fraction(0),)  # 0/0 is 1, and 0 log 0 is 0
    assert (finite.quotient(nothing, nothing), finite.weighted(nothing, nothing)) == ((1,), 0)
    if all(q):
        printed = under(q, [total * mp(w) / p for w, p in zip(q, posterior, strict=True)])
        assert near(finite.posterior_over_evidence(q, model), printed)


@given(models(), st.fractions(0, 3, max_denominator=10))
def test_bound_and_gap_make_the_evidence_and_a_weight_from_one_on_keeps_it_a_bound(drawn, weight):
    q, model = drawn
    scaled, evidence = finite.scaled_bound(q, model, weight), finite.evidence(model)
    assert (finite.bound(q, model) + finite.gap(q, model)).overlaps(evidence)
    assert near(scaled, under(q, map(mp, model.likelihood)) - mp(weight) * kl(q, map(mp, model.prior)))
    assert finite.scaled_bound(q, model, Fraction(1)).overlaps(finite.bound(q, model))
    assert weight < 1 or not scaled > evidence


@few
@given(models(), st.integers(1, 3))
def test_the_bound_of_many_samples_is_a_sum_over_counts_and_climbs_unless_all_weights_agree(drawn, samples):
    q, model = drawn
    weights, expected = [mp(j) / mp(w) if w else 0 for j, w in zip(model.joint(), q, strict=True)], mpmath.mpf(0)
    for counts in product(range(samples + 1), repeat=len(q)):
        if sum(counts) == samples and all(w or not c for w, c in zip(q, counts, strict=True)):
            ways = math.factorial(samples) // math.prod(map(math.factorial, counts))
            chance = ways * math.prod(mp(w) ** c for w, c in zip(q, counts, strict=True))
            expected += chance * mpmath.log(mpmath.fdot(counts, weights) / samples)
    assert near(many.many_sample_bound(q, model, samples), expected)
    assert many.copied(q, model).overlaps(finite.bound(q, model))
    assert many.climbs(q, model, 3) == (len({j / w for j, w in zip(model.joint(), q, strict=True) if w}) > 1)


@st.composite
def covariances(draw, size: int) -> gaussian.Matrix:
    """L L^T + I/4 for a random triangular L: symmetric, positive definite, and not too narrow for doubles."""
    low = sympy.Matrix(size, size, lambda i, j: sympy.Rational(draw(st.integers(-4, 4)), 2) if j <= i else 0)
    full = low * low.T + sympy.eye(size) / 4
    return tuple(tuple(Fraction(str(full[i, j])) for j in range(size)) for i in range(size))


def two_laws(d: int) -> Any:
    means = st.lists(numbers, min_size=d, max_size=d).map(tuple)
    return st.tuples(means, covariances(d), means, covariances(d))


@given(st.integers(1, 4).flatmap(lambda n: st.lists(numbers, min_size=n * n, max_size=n * n)))
@few
def test_determinants_and_inverses_are_sympys(entries):
    n = math.isqrt(len(entries))
    rows = tuple(tuple(entries[n * i : n * i + n]) for i in range(n))
    by_sympy = sympy.Matrix(n, n, [sympy.Rational(str(e)) for e in entries])
    assert gaussian.determinant(rows) == Fraction(str(by_sympy.det()))
    if by_sympy.det():
        assert sympy.Matrix(n, n, lambda i, j: sympy.Rational(str(gaussian.inverse(rows)[i][j]))) == by_sympy.inv()


def mean_log_ratio(*given_laws) -> float:
    """E_q log q/p by Gauss-Hermite quadrature of scipy's densities: exact, as the integrand is a quadratic."""
    m, s, n, t = (np.array(a, float) for a in given_laws)
    nodes, weights = np.polynomial.hermite_e.hermegauss(3)
    grid, mass = (np.array(list(product(a, repeat=len(m)))) for a in (nodes, weights))
    density: Any = stats.multivariate_normal  # its stub wants an int for a covariance
    z = m + grid @ np.linalg.cholesky(s).T
    log_ratio = density.logpdf(z, m, s) - density.logpdf(z, n, t)
    return float(mass.prod(axis=1) @ np.atleast_1d(log_ratio) / mass.prod(axis=1).sum())


@given(st.integers(1, 3).flatmap(two_laws))
@few
def test_the_kl_of_gaussians_is_the_mean_log_ratio_of_scipys_densities(drawn):
    # Doubles: an inverse of a matrix with the least eigenvalue 1/4 and entries up to 13 loses two or three digits.
    assert float(gaussian.gaussian_kl(*drawn).mid()) == pytest.approx(mean_log_ratio(*drawn), rel=1e-9, abs=1e-9)


@given(st.lists(st.tuples(numbers, variances), min_size=1, max_size=3))
def test_the_regulariser_is_the_sum_over_coordinates_by_mpmath(rows):
    mean, spread = tuple(m for m, _ in rows), tuple(v for _, v in rows)
    expected = mpmath.fsum((mp(m) ** 2 + mp(v) - 1 - mpmath.log(mp(v))) / 2 for m, v in rows)
    assert near(gaussian.against_standard(mean, spread), expected)
    assert near(gaussian.sum_of_coordinates(mean, spread), expected)
    assert np.array_equal(np.array(gaussian.diagonal(spread), object), np.diag(np.array(spread, object)))


@given(st.fractions(Fraction(-19, 20), Fraction(19, 20), max_denominator=20), variances)
def test_the_best_diagonal_fit_has_the_variance_that_numpys_precision_gives(r, other):
    by_numpy = np.linalg.inv(np.array([[1, r], [r, 1]], float))[0, 0]
    assert float(gaussian.precision(r)) == pytest.approx(by_numpy, rel=1e-12)  # of condition 39 at most
    left = gaussian.diagonal_fit(r, 1 / gaussian.precision(r))
    assert near(left, -mpmath.log(1 - mp(r) ** 2) / 2)
    assert not gaussian.diagonal_fit(r, other) < left


@given(st.integers(1, 5), st.integers(1, 5), st.integers(-700, 80))
def test_shapes_are_numpys_and_exponentials_mpmaths(rows, columns, a):
    array = tuple((0,) * columns for _ in range(rows))
    assert gaussian.shape(array) == np.array(array).shape
    assert gaussian.is_square(array) == (rows == columns)
    assert near(gaussian.exponential(a) / flint.arb(mpmath.nstr(mpmath.exp(a), 50)), 1)


@st.composite
def tables(draw) -> tuple:
    """Data, an encoder and a model, all chances positive."""
    x, z = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    model = draw(laws(x * z, smallest=1))
    return (draw(laws(x, smallest=1)), tuple(draw(laws(z, smallest=1)) for _ in range(x)),
            tuple(model[z * i : z * i + z] for i in range(x)))  # fmt: skip


@given(tables())
@few
def test_the_divergences_of_tables_are_scipys_and_the_slack_is_the_mean_gap(drawn):
    data, encoder, model = (np.array(a, float) for a in drawn)
    joint, marginal = data[:, None] * encoder, model.sum(axis=1)
    elbo = (encoder * np.log(model / encoder)).sum(axis=1)
    mean_gap = data @ special.rel_entr(encoder, model / marginal[:, None]).sum(axis=1)
    for found, expected in (
        (pairs.joint_kl(*drawn), special.rel_entr(joint, model).sum()),
        (pairs.minus_elbo_minus_entropy(*drawn), -(data @ elbo) - stats.entropy(data)),
        (pairs.data_kl(drawn[0], drawn[2]), special.rel_entr(data, marginal).sum()),
        (pairs.slack(*drawn), mean_gap),
        (pairs.slack_at_posterior(drawn[0], drawn[2]), 0),
    ):
        assert float(found.mid()) == pytest.approx(expected, abs=1e-12)  # nine terms below 5 in modulus, in doubles
    assert np.array(pairs.exact_encoder(drawn[2]), float) == pytest.approx(model / marginal[:, None])


def mean_by_the_heat_equation(f) -> Any:
    """E f(u + s eps): the sum over k of s^(2k)/(2^k k!) times the 2k-th derivative of f at u, with no moment in it."""
    polynomial = sum((sympy.Rational(str(c)) * U**k for k, c in enumerate(f)), sympy.Integer(0))
    return sum(S ** (2 * k) / (2**k * math.factorial(k)) * sympy.diff(polynomial, U, 2 * k) for k in range(4))


@given(st.lists(numbers, min_size=1, max_size=6).map(tuple), numbers, variances)
@few
def test_both_gradients_of_a_polynomial_are_sympys_derivatives_of_its_mean(f, mu, sigma):
    mean, at = mean_by_the_heat_equation(f), {U: sympy.Rational(str(mu)), S: sympy.Rational(str(sigma))}
    value, *slopes = (Fraction(str(e.subs(at))) for e in (mean, sympy.diff(mean, U), sympy.diff(mean, S)))
    assert trick.mean(f, mu, sigma) == value
    assert trick.pathwise(f, mu, sigma) == trick.score_function(f, mu, sigma) == tuple(slopes)


@given(numbers, variances)
def test_the_chance_of_a_step_moves_by_the_density_and_its_pathwise_gradient_does_not(mu, sigma):
    slope = mpmath.diff(lambda m: mpmath.ncdf(m / mp(sigma)), -abs(mp(mu)))  # even in mu; ncdf is 1 on the other side
    # A difference quotient of 50 digits: half of them.
    assert near(trick.density_at_zero(mu, sigma) / flint.arb(mpmath.nstr(slope, 50)), 1, digits=20)
    assert trick.pathwise_of_the_step(mu, sigma) == 0 < slope


@given(st.integers(1, 100))
def test_the_squares_on_the_parabola_are_those_whose_sides_overlap_under_it(n):
    met = sum(max(i * i, j * n) < min((i + 1) ** 2, (j + 1) * n) for i in range(n) for j in range(n))
    assert implicit.covered_area(n) == Fraction(met, n * n) < Fraction(3, n)


@given(st.lists(st.tuples(scores, scores, numbers, numbers), min_size=1, max_size=4))
@few
def test_the_value_is_a_mean_of_logarithms_in_any_order_and_squared_errors_are_numpys(rows):
    real, fake, points, outputs = zip(*rows, strict=True)
    expected = mpmath.fsum(mpmath.log(mp(d) * (1 - mp(e))) for d, e, *_ in rows) / len(rows)
    assert all(near(implicit.value(real, order), expected) for order in permutations(fake))
    assert implicit.same_value_in_any_order(real, fake)
    x, y = np.array(points, object), np.array(outputs, object)
    assert implicit.squared_errors(points, outputs) == (((x - y) ** 2).mean(), ((x - y[::-1]) ** 2).mean())
    assert implicit.sample(points) == tuple(zip(x, x**2, strict=True))
