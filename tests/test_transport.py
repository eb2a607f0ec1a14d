"""The functions of the chapter on transport against linear programming, scipy's distances, and brute force."""

import itertools
from fractions import Fraction
from typing import Any

import flint
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import integrate, optimize, stats

from theory.proving.computed import BITS
from theory.transport import duality, earth_movers, on_the_line, parallel_lines, plans, wgan_loss, wgan_theorems

#: HiGHS stops at a feasibility of 1e-7; distances here are below 100.
SOLVER = 1e-5


def certified(function, *args) -> float:
    with flint.ctx.workprec(BITS):
        return float(function(*args))


def floats(rows) -> np.ndarray:
    return np.array(rows, dtype=object).astype(float)


def by_linear_program(p, q, distance) -> float:
    """The least cost over all plans, by HiGHS: rows add up to p, columns to q."""
    n = len(p)
    sums = np.vstack([np.kron(np.eye(n), np.ones(n)), np.kron(np.ones(n), np.eye(n))])
    found: Any = optimize.linprog(floats(distance).ravel(), A_eq=sums, b_eq=np.concatenate([floats(p), floats(q)]))
    assert found.status == 0
    return float(found.fun)


def by_the_dual_program(p, q, distance) -> float:
    """The largest gain of a function with f(x) - f(y) <= d(x, y), by HiGHS."""
    pairs, one = list(itertools.permutations(range(len(p)), 2)), np.eye(len(p))
    rows, least = [one[i] - one[j] for i, j in pairs], [float(distance[i][j]) for i, j in pairs]
    bounds = [(0, 0)] + [(None, None)] * (len(p) - 1)  # f is determined up to a constant
    found: Any = optimize.linprog(floats(q) - floats(p), A_ub=rows, b_ub=least, bounds=bounds)
    assert found.status == 0
    return float(-found.fun)


def laws(points: int):
    weights = st.lists(st.sampled_from([0, 0, 1, 2, 3, 7, 20]), min_size=points, max_size=points).filter(any)
    return weights.map(lambda row: tuple(Fraction(w, sum(row)) for w in row))


@st.composite
def problems(draw):
    """Two laws and a metric: shortest paths in a random complete graph (so equal and nearly equal ways abound)."""
    n = draw(st.integers(2, 5))
    d = [[Fraction(0)] * n for _ in range(n)]
    for i, j in itertools.combinations(range(n), 2):
        d[i][j] = d[j][i] = Fraction(draw(st.integers(1, 9)), draw(st.sampled_from([1, 2, 3])))
    for k, i, j in itertools.product(range(n), repeat=3):  # Floyd and Warshall
        d[i][j] = min(d[i][j], d[i][k] + d[k][j])
    return draw(laws(n)), draw(laws(n)), tuple(map(tuple, d))


@given(problems())
def test_plan_and_potential_are_those_of_linear_programming(problem):
    p, q, distance = problem
    plan, f = plans.optimal_plan(p, q, distance), plans.optimal_potential(p, q, distance)
    assert (floats(plan) >= 0).all()
    assert plans.marginals(plan) == (p, q)
    assert duality.plan_has_marginals(p, q, distance)
    best = by_linear_program(p, q, distance)
    assert float(plans.cost(plan, distance)) == pytest.approx(best, abs=SOLVER)
    assert float(plans.gain(f, p, q)) == pytest.approx(by_the_dual_program(p, q, distance), abs=SOLVER)
    assert plans.wasserstein(p, q, distance) == plans.cost(plan, distance) == plans.gain(f, p, q)
    slopes = [(f[i] - f[j]) / distance[i][j] for i, j in itertools.permutations(range(len(p)), 2)]
    assert max(slopes) == plans.steepest(f, distance) <= 1


def test_what_is_no_distance_is_refused_rather_than_certified():
    point, other, line = plans.law(1, 0, 0), plans.law(0, 0, 1), plans.distances_on_the_line(plans.law(0, 1, 2))
    with pytest.raises(ArithmeticError, match="do not certify"):
        plans.wasserstein(point, other, tuple(tuple(d * d for d in row) for row in line))
    with pytest.raises(ValueError, match="masses"):
        plans.wasserstein(point, plans.law(1, 0, 1), line)


@st.composite
def on_a_line(draw):
    n = draw(st.integers(2, 6))
    points = draw(st.lists(st.integers(-20, 20), min_size=n, max_size=n, unique=True))
    return tuple(Fraction(x, 3) for x in sorted(points)), draw(laws(n)), draw(laws(n))


@given(on_a_line())
def test_on_the_line_three_roads_meet_scipys_distance(problem):
    points, p, q = problem
    x = floats(points)
    expected = pytest.approx(stats.wasserstein_distance(x, x, floats(p), floats(q)), abs=1e-12)
    assert float(plans.cumulative(p, q, points)) == expected
    assert float(plans.wasserstein(p, q, plans.distances_on_the_line(points))) == expected
    assert plans.variation(p, q) == sum(max(a - b, Fraction(0)) for a, b in zip(p, q, strict=True))


def test_the_laws_that_are_run_through_are_all_of_them():
    laws_in = duality.laws_in(4, 3)
    assert len(set(laws_in)) == len(laws_in) == 15  # (4 + 2 choose 2)
    assert all(sum(law) == 1 for law in laws_in)
    assert duality.certified_pairs(2, duality.TRIANGLE) == 36


@pytest.mark.parametrize("distance", [duality.TRIANGLE, plans.distances_on_the_line(plans.law(0, 1, 3))])
def test_axioms_and_bounds_by_linear_programming(distance):
    laws_in = duality.laws_in(2, 3)
    w = {(p, q): by_linear_program(p, q, distance) for p, q in itertools.product(laws_in, repeat=2)}
    for (p, q), value in w.items():
        assert (value < SOLVER) == (p == q)
        assert value == pytest.approx(w[q, p], abs=SOLVER)
    ratios = [value / plans.variation(p, q) for (p, q), value in w.items() if p != q]
    for p, q, r in itertools.product(laws_in, repeat=3):
        assert w[p, r] <= w[p, q] + w[q, r] + SOLVER
    assert duality.axioms(2, distance) == (True, True, True)
    apart = [float(d) for row in distance for d in row if d]  # both bounds are reached by two point masses
    assert (min(ratios), max(ratios)) == pytest.approx((min(apart), max(apart)), abs=1e-4)
    assert duality.between(2, distance)


def test_a_detour_shows_where_the_triangle_inequality_fails():
    crooked = (plans.law(0, 2, 9), plans.law(2, 0, 4), plans.law(9, 4, 0))
    masses = [tuple(map(Fraction, row)) for row in np.eye(3, dtype=int).tolist()]
    costs = [by_linear_program(masses[i], masses[j], crooked) for i, j in ((0, 2), (0, 1), (1, 2))]
    assert floats(duality.over_the_middle(crooked)) == pytest.approx([costs[0], costs[1] + costs[2]], abs=SOLVER)
    with pytest.raises(ArithmeticError, match="do not certify"):  # so `axioms` cannot be had for what is no metric
        duality.axioms(1, crooked)


def every_plan(p, q) -> np.ndarray:
    """Brute force: all tables with the rows p whose columns happen to be q, without looking at costs."""
    rows = [[r for r in itertools.product(range(int(total) + 1), repeat=len(q)) if sum(r) == total] for total in p[:-1]]
    tables = np.array(list(itertools.product(*rows)))
    last = np.array(q, dtype=int) - tables.sum(axis=1)
    return np.concatenate([tables, last[:, None]], axis=1)[(last >= 0).all(axis=1)]


def test_the_optimal_plans_in_whole_numbers_by_brute_force():
    p, q, points = earth_movers.P, earth_movers.Q, np.arange(4)
    tables = every_plan(p, q)
    costs = (tables * abs(points[:, None] - points[None, :])).sum(axis=(1, 2))
    assert costs.min() == earth_movers.plan_of_the_steps(p, q) == 10 * earth_movers.distance_of_probabilities(p, q)
    cheapest, within = ({tuple(map(tuple, t)) for t in tables[costs <= costs.min() + k].tolist()} for k in (0, 2))
    assert len(cheapest) == earth_movers.how_many_optimal(p, q)
    assert cheapest == {earth_movers.gamma(s) for s in (0, 1, 2)}
    assert earth_movers.optimal_are_gammas(p, q)
    assert set(earth_movers.whole_plans(p, q, Fraction(int(costs.min()) + 2))) == within
    assert len(within) > len(cheapest)


@given(st.fractions(0, 2, max_denominator=50))
def test_the_whole_segment_of_plans_is_optimal(s):
    assert (floats(earth_movers.gamma(s)) >= 0).all()
    best = by_linear_program(earth_movers.P, earth_movers.Q, earth_movers.LINE)
    right, cost = earth_movers.cost_of_gamma(s)
    assert right
    assert float(cost) == pytest.approx(best, abs=SOLVER)
    squared = tuple(tuple(d * d for d in row) for row in earth_movers.LINE)  # here only one end of it is
    assert plans.cost(earth_movers.gamma(s), squared) == 9 - 2 * s


@given(st.fractions(-1, 1, max_denominator=20), st.fractions(Fraction(1, 20), 1, max_denominator=20))
@settings(max_examples=20)
def test_the_distance_of_normal_laws_is_the_area_between_their_distribution_functions(dm, ds):
    first, second = stats.norm(), stats.norm(float(dm), 1 + float(ds))
    ends = sorted({*np.arange(-24.0, 25), float(np.clip(-dm / ds, -24, 24))})  # they cross once; beyond is < 1e-30
    area = sum(integrate.fixed_quad(lambda x: abs(first.cdf(x) - second.cdf(x)), a, b, n=20)[0]
               for a, b in itertools.pairwise(ends))  # fmt: skip
    assert certified(on_the_line.gaussian_w1, dm, ds) == pytest.approx(area, abs=1e-12)
    assert certified(on_the_line.mean_of_modulus, dm, ds) == pytest.approx(area, abs=1e-12)
    with flint.ctx.workprec(BITS):
        assert on_the_line.gaussian_w1(dm, ds).overlaps(on_the_line.mean_of_modulus(dm, ds))
        assert not on_the_line.gaussian_w1(dm, ds + 1).overlaps(on_the_line.mean_of_modulus(dm, ds))


def test_off_the_line_the_area_is_not_the_distance():
    p, q = plans.law("1/2", "1/2", 0), plans.law(0, "1/2", "1/2")
    w, area = on_the_line.off_the_line(p, q)
    assert float(w) == pytest.approx(by_linear_program(p, q, 1 - np.eye(3)), abs=SOLVER)
    assert float(area) == pytest.approx(stats.wasserstein_distance([0, 1, 2], [0, 1, 2], floats(p), floats(q)))
    assert not on_the_line.roads_agree(2, plans.law(0, 3, 1))  # out of order the area means nothing


@pytest.mark.parametrize("theta", [Fraction(3, 7), Fraction(-2), Fraction(1, 100)])
def test_straight_across_is_best_for_the_euclidean_distance_too(theta):
    p, q, _ = parallel_lines.ladder(4, theta)
    places = np.array([(x, k / 4) for x in (0, float(theta)) for k in range(4)])
    euclidean = np.linalg.norm(places[:, None] - places[None, :], axis=2)
    assert by_linear_program(p, q, euclidean) == pytest.approx(abs(float(theta)), abs=SOLVER)
    assert parallel_lines.ladder_distance(4, theta) == abs(theta)
    assert parallel_lines.ladder_variation(4, theta) == 1


@settings(max_examples=50)
@given(on_a_line(), st.lists(st.fractions(-2, 2, max_denominator=5), min_size=2, max_size=2))
def test_the_same_noise_is_a_coupling(problem, scales):
    noise, *_ = problem
    first, second = ((s, Fraction(k)) for k, s in enumerate(scales))  # different shifts: at least two places
    x, y = (float(s) * floats(noise) + float(b) for s, b in (first, second))
    w = wgan_theorems.distance_of_images(noise, first, second)
    assert float(w) == pytest.approx(stats.wasserstein_distance(x, y), abs=1e-12)
    assert float(wgan_theorems.mean_move(noise, first, second)) == pytest.approx(np.abs(x - y).mean(), abs=1e-12)
    assert w <= wgan_theorems.mean_move(noise, first, second)


@pytest.mark.parametrize("theta", [Fraction(-1), Fraction(0), Fraction(1, 10**9), Fraction(2)])
def test_a_threshold_unit_jumps(theta):
    assert wgan_theorems.threshold_distance(theta) == stats.wasserstein_distance([0], [float(theta > 0)])


@pytest.mark.parametrize("order", [0, 1, 2])
def test_moments_of_the_heavy_tail_are_means_under_its_probabilities(order):
    k = np.arange(30)
    expected = np.dot(2.0 ** (k * order), stats.geom.pmf(k + 1, 2 / 3))  # the power of 2 is geometric
    assert float(wgan_theorems.tail_moment(order, 30)) == pytest.approx(expected, rel=1e-12)


@given(laws(3), laws(3))
def test_the_optimal_critic_gains_the_distance(p, q):
    expected = stats.wasserstein_distance([0, 1, 3], [0, 1, 3], floats(p), floats(q))
    assert float(wgan_loss.potential_gain(p, q)) == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("what", ["weight", "gradient"])
def test_clipped_gradients_let_a_weight_grow_and_clipped_weights_do_not(what):
    w = 0.01 * 300 if what == "gradient" else 0.01  # every step is clipped to 1/100, or else the weight is
    found = wgan_loss.ascent(300, Fraction(1), Fraction(1, 100), what=what)
    assert float(found) == pytest.approx(w, abs=1e-12)
    assert (abs(found) <= Fraction(1, 100)) == (what == "weight")


@given(st.integers(1, 4), st.integers(1, 4), st.randoms(use_true_random=False))
def test_no_clipped_matrix_stretches_beyond_the_bound(rows, columns, random):
    matrix = tuple(tuple(Fraction(random.randrange(-10, 11), 1000) for _ in range(columns)) for _ in range(rows))
    bound = rows * columns * Fraction(1, 100) ** 2
    largest = np.linalg.norm(floats(matrix), 2) ** 2
    assert largest <= float(bound) + 1e-15
    vector = (Fraction(random.randrange(1, 9)), *(Fraction(random.randrange(-9, 9)) for _ in range(columns - 1)))
    stretch = np.linalg.norm(floats(matrix) @ floats(vector)) ** 2 / np.linalg.norm(floats(vector)) ** 2
    assert float(wgan_loss.squared_stretch(matrix, vector)) == pytest.approx(stretch, abs=1e-15)
    flat = ((Fraction(1, 100),) * columns,) * rows
    assert wgan_loss.squared_stretch(flat, (Fraction(1),) * columns) == bound
