"""The functions of the chapter on games against plain numpy loops, matrix powers, finite sums and quadrature."""

import itertools
from fractions import Fraction
from typing import Any

import flint
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import integrate, optimize, special, stats
from scipy.spatial.distance import jensenshannon

from theory.games import algorithm, gradient_steps, moving_the_law, oscillation, saddle_point, zero_sum
from theory.games.dirac_gan_regularised import clipped
from theory.proving.computed import BITS

#: What a few thousand steps in floats may lose, relatively: steps times 1e-16, with room for the growth on the way.
ROUNDING = 1e-9


def certified(function, *args, **more) -> float:
    with flint.ctx.workprec(BITS):
        return float(function(*args, **more))


def floats(values) -> np.ndarray:
    return np.array([float(v) for v in values])


def by_complex_step(value, x: np.ndarray) -> np.ndarray:
    """The gradient of an analytic function: Im f(x + i e)/e, without cancellation; it errs by e^2."""
    e = 1e-100
    return np.array([np.imag(value(x + 1j * e * one)) / e for one in np.eye(len(x))])


def sigmoid(u):
    return 1 / (1 + np.exp(-u))


STEPS = st.integers(0, 60)
RATES = st.fractions(Fraction(1, 20), 1, max_denominator=20)


@given(STEPS, RATES)
@settings(max_examples=30)
def test_simultaneous_steps_are_a_matrix_power(steps, rate):
    h = float(rate)
    matrix = np.array([[1, -h], [h, 1]])
    expected = np.linalg.norm(np.linalg.matrix_power(matrix, steps) @ [1, 1])
    assert certified(gradient_steps.last_simultaneous, steps, rate) == pytest.approx(expected, rel=ROUNDING)
    assert expected == pytest.approx(np.sqrt(2) * (1 + h * h) ** (steps / 2), rel=ROUNDING)


@given(STEPS, RATES)
@settings(max_examples=30)
def test_alternating_steps_are_a_matrix_power_and_stay_on_their_ellipse(steps, rate):
    h = float(rate)
    matrix = np.array([[1, -h], [0, 1]]) @ np.array([[1, 0], [h, 1]])  # first w, then t with the new w
    path = [np.linalg.matrix_power(matrix, k) @ [1, 1] for k in range(steps + 1)]
    expected = max(x @ x for x in path)
    assert certified(gradient_steps.farthest_alternating, steps, rate) == pytest.approx(expected, rel=ROUNDING)
    assert expected <= (2 + h) / (1 - h / 2) + ROUNDING  # the ellipse through (1, 1)


@given(st.integers(1, 60), RATES)
@settings(max_examples=30)
def test_two_roads_to_the_mean_iterate_meet_a_numpy_loop(steps, rate):
    path, h = np.ones((steps, 2)), float(rate)
    for k in range(1, steps):
        t, w = path[k - 1]
        path[k] = t - h * w, w + h * t
    expected = np.linalg.norm(path.mean(axis=0))
    assert certified(gradient_steps.mean_simultaneous, steps, rate) == pytest.approx(expected, rel=ROUNDING)
    assert certified(gradient_steps.mean_one_by_one, steps, rate) == pytest.approx(expected, rel=ROUNDING)


@pytest.mark.parametrize("horizon", [4, 25, 100, 400])
def test_the_mean_of_simultaneous_iterates_keeps_the_stated_bound(horizon):
    found = certified(gradient_steps.mean_simultaneous, horizon, Fraction(1, int(horizon**0.5)))
    assert found <= (np.sqrt(np.e) + 1) / np.sqrt(horizon) * np.sqrt(2)


def with_history(steps: int, h: float, weight: float) -> float:
    """Historical averaging on t w in floats, the past added up and divided (not updated online)."""
    t = w = 1.0
    t_sum = w_sum = 0.0
    for k in range(1, steps + 1):
        t_sum, w_sum = t_sum + t, w_sum + w
        slope_t, slope_w = w + 2 * weight * (t - t_sum / k), -t + 2 * weight * (w - w_sum / k)
        t, w = t - h * slope_t, w - h * slope_w
    return float(np.hypot(t, w))


@pytest.mark.parametrize("weight", [Fraction(0), Fraction(1, 3), Fraction(1)])
def test_historical_averaging_is_a_float_loop(weight):
    for steps in (0, 1, 2, 300):
        found = certified(oscillation.distance_with_history, steps, Fraction(1, 10), weight)
        assert found == pytest.approx(with_history(steps, 0.1, float(weight)), rel=ROUNDING)


def test_historical_averaging_over_many_small_steps():
    """The numbers of a run in floats that is published with the project's list of sentences, to its digits."""
    assert with_history(200_000, 0.01, 0) == pytest.approx(31134.6, abs=0.05)
    assert with_history(200_000, 0.01, 1) == pytest.approx(0.3226, abs=5e-5)
    assert np.sqrt(2) * 1.0001**100_000 == pytest.approx(31134.6, abs=0.05)  # without, there is a closed form


@given(st.lists(st.fractions(-100, 100), min_size=1, max_size=20))
def test_the_running_mean_is_the_mean(values):
    assert oscillation.running_mean(tuple(values)) == sum(values, Fraction(0)) / len(values)


@pytest.mark.parametrize(("steps", "rate"), [(400, Fraction(1, 10)), (2000, Fraction(1, 10)), (300, Fraction(1, 2))])
def test_crossings_are_the_sign_changes_of_a_float_loop(steps, rate):
    """Floats suffice: on the way the fake is never as near to 0 as 1e-6, where rounding could change a sign."""
    t = np.ones(steps + 1)
    w, h = 1.0, float(rate)
    for k in range(steps):
        slope = by_complex_step(lambda u: np.log(sigmoid(u[0])), np.array([t[k] * w]))[0]
        t[k + 1], w = t[k] - h * w * slope, w + h * t[k] * slope
    assert np.abs(t).min() > 1e-6
    with flint.ctx.workprec(BITS):
        found = oscillation.crossings(steps, rate)
    assert found == np.count_nonzero(np.diff(np.sign(t))) > 0


@pytest.mark.parametrize(("rate", "bound"), [(Fraction(1, 10), Fraction(1)), (Fraction(1, 4), Fraction(1, 2))])
def test_clipped_steps_are_a_float_loop(rate, bound):
    path = [(1.0, min(1.0, float(bound)))]
    for _ in range(120):
        t, w = path[-1]
        w = np.clip(w + float(rate) * t, -float(bound), float(bound))
        path.append((t - float(rate) * w, w))
    least = np.square(path).sum(axis=1).min()
    assert float(clipped(120, rate, bound)) == pytest.approx(least, rel=ROUNDING)


def value(d, p, q):
    """V(D) on finitely many points."""
    return np.sum(p * np.log(d) + q * np.log(1 - d))


@given(st.integers(1, 2), st.integers(1, 9), st.integers(1, 9))
@settings(max_examples=15)
def test_minibatch_gradients_average_to_the_gradient_of_v(m, a, b):
    prior = (Fraction(a, a + b), Fraction(b, a + b))
    fakes = algorithm.pushed(prior)
    assert fakes == (0, *prior)  # the codes go to the places 1 and 2
    expected = by_complex_step(lambda d: value(d, floats(algorithm.DATA), floats(fakes)), floats(algorithm.CRITIC))
    assert floats(algorithm.full_gradient(fakes)) == pytest.approx(expected, abs=1e-12)
    assert floats(algorithm.expected_minibatch_gradient(m, prior)) == pytest.approx(expected, abs=1e-12)


def test_single_gradients_are_those_of_two_logarithms():
    critic = floats(algorithm.CRITIC)
    for x, z in itertools.product(range(3), repeat=2):
        expected = by_complex_step(lambda d, x=x, z=z: np.log(d[x]) + np.log(1 - d[z]), critic)
        assert floats(algorithm.up(x, z, algorithm.CRITIC)) == pytest.approx(expected, abs=1e-12)


@given(st.lists(st.fractions(-5, 5, max_denominator=5), min_size=1, max_size=5), st.fractions(-4, 4, max_denominator=5))
def test_generating_twice_squares_the_gain_of_the_variance(z, scale):
    symmetric = (*z, *(-v for v in z))  # the function is for codes of mean 0
    once = float(scale) * floats(symmetric)
    expected = np.var(once), np.var(float(scale) * once)
    assert floats(algorithm.twice_generated(symmetric, scale)) == pytest.approx(expected, rel=1e-9, abs=1e-12)


@pytest.mark.parametrize("sign", [-1, 1])
@pytest.mark.parametrize("steps", [0, 1, 60])
def test_tabular_steps_on_the_cost_are_those_of_a_numerical_gradient(steps, sign):
    p, q, rate = algorithm.TABLE["p"], algorithm.TABLE["q"], Fraction(1, 2)
    logits = np.log(floats(p) / floats(q)) + 1e-3
    for _ in range(steps):
        cost = by_complex_step(lambda u: -value(sigmoid(u), floats(p), floats(q)), logits)
        logits = logits + sign * float(rate) * cost
    with flint.ctx.workprec(BITS):
        found = algorithm.tabular(p, q, steps, rate, sign)
    assert floats(found) == pytest.approx(special.expit(logits), rel=ROUNDING)
    assert certified(algorithm.at_point, 1, p, q, steps, rate, sign) == float(found[1])


@pytest.mark.parametrize("generator", [-1, 1])
def test_the_two_point_game_follows_the_numerical_gradient_of_v(generator):
    def v(u):
        d, c = sigmoid(u[:2]), sigmoid(u[2])
        return np.log(d[0]) + c * np.log(1 - d[0]) + (1 - c) * np.log(1 - d[1])

    u = np.array([0.0, 0.0, -1.0])
    for steps in range(41):
        if steps in (0, 1, 40):
            found = certified(zero_sum.value_after, steps, Fraction(1, 2), generator)
            assert found == pytest.approx(v(u), rel=ROUNDING)
        u = u + 0.5 * np.array([1, 1, generator]) * by_complex_step(v, u)


@pytest.mark.parametrize("mean", [Fraction(1, 2), Fraction(1)])
def test_the_sum_of_costs_by_quadrature(mean):
    m = float(mean)
    expected, error = integrate.quad(
        lambda x: -stats.norm.pdf(x) * special.log_expit(m * m / 2 - m * x), -20, 20, epsabs=1e-12, limit=200
    )
    assert certified(zero_sum.sum_of_costs, mean) == pytest.approx(expected, abs=max(error, 1e-12))


def test_the_best_guarantee_on_a_grid_of_discriminators():
    """By evaluating V itself, against many laws q and not against point masses only."""
    p, n = np.array([1 / 3, 2 / 3]), 8
    grid = np.arange(1, n) / n
    guarantee = {d: min(value(np.array(d), p, np.array([s, 1 - s])) for s in np.linspace(0, 1, 21))
                 for d in itertools.product(grid, repeat=2)}  # fmt: skip
    best = max(guarantee, key=lambda d: guarantee[d])
    found, where = saddle_point.best_guarantee(n)
    assert np.log(float(found)) / 3 == pytest.approx(guarantee[best], abs=1e-12)
    assert tuple(map(float, where)) == best


def test_the_order_of_play_matters_for_point_masses():
    """Against V itself on [0, 1]: the supremum over D of V against the point mass k, by a bounded minimiser."""
    p, grid = np.array([0.5, 0.5]), np.arange(1, 120) / 120
    max_min = max(min(value(np.array(d), p, q) for q in np.eye(2)) for d in itertools.product(grid, repeat=2))
    at: Any = optimize.minimize_scalar(lambda d: -np.log(d) / 2 - np.log(1 - d), bounds=(0, 1), method="bounded")
    found = saddle_point.order_of_play(12)  # 1/2 and 1/3 lie on the grid; at the other point log D may be 0
    assert [np.log(float(x)) / 2 for x in found] == pytest.approx([max_min, -at.fun], abs=1e-9)
    assert found[0] < found[1]


@pytest.mark.parametrize(("steps", "rate"), [(0, Fraction(1)), (40, Fraction(1, 10)), (3, Fraction(3))])
def test_exponentiated_steps_on_the_density_in_numpy(steps, rate):
    p, q = floats(moving_the_law.TARGET), floats(moving_the_law.FROM)
    path = [jensenshannon(p, q) ** 2]
    for _ in range(steps):
        q = q * np.exp(-float(rate) * np.log(q / (p + q)))
        q = q / q.sum()
        path.append(jensenshannon(p, q) ** 2)
    assert floats(moving_the_law.descent(steps, rate)) == pytest.approx(path, abs=1e-12)
    assert certified(moving_the_law.divergence_after, steps, rate) == pytest.approx(path[-1], abs=1e-12)
    assert moving_the_law.falls(steps, rate) == all(b < a for a, b in itertools.pairwise(path)) == (rate < 2)


@given(st.fractions(-10, 10))
def test_particles_apart_are_as_far_as_can_be(place):
    places = sorted({0, place})
    p, q = ([float(x == at) for x in places] for at in (0, place))
    assert certified(moving_the_law.of_particles, place) == pytest.approx(jensenshannon(p, q) ** 2, abs=1e-12)
