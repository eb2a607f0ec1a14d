"""Transport: on the line against integrals and assignments, plans with their gap, the lecture's examples exactly."""

import itertools
import math
from fractions import Fraction

import mpmath as mp
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import optimize, stats

from numerics import NotWeights
from numerics.closed_forms import gaussian_kl, gaussian_w1, gaussian_w2
from numerics.transport import Segment, all_optimal_plans, distances, lipschitz_potential, optimal_plan, wasserstein
from numerics.transport.all_plans import price_of
from numerics.transport.parallel_lines import (
    fitted_rate,
    sampled_distance,
    segment_distance,
    segment_js,
    segment_kl,
    segment_tv,
)

EPS = 2.0**-52
SLIDE_P, SLIDE_Q = [3, 2, 1, 4], [1, 2, 4, 3]
STEPS = [[abs(i - j) for j in range(4)] for i in range(4)]


def exact_distance(xs, ys, u, v, order: int) -> Fraction:
    """W_k^k in rational arithmetic: walk along both sorted point sets, always moving the smaller remaining mass."""
    a = sorted((Fraction(x), Fraction(w)) for x, w in zip(xs, u, strict=True))
    b = sorted((Fraction(y), Fraction(w)) for y, w in zip(ys, v, strict=True))
    total, i, j, left, right = Fraction(0), 0, 0, a[0][1], b[0][1]
    while True:
        moved = min(left, right)
        total += moved * abs(a[i][0] - b[j][0]) ** order
        left, right = left - moved, right - moved
        if left == 0:
            i += 1
            if i == len(a):
                return total
            left = a[i][1]
        if right == 0:
            j += 1
            if j == len(b):
                return total
            right = b[j][1]


places = st.lists(st.integers(-20, 20), min_size=1, max_size=8)


@given(places, places, st.integers(1, 3), st.randoms(use_true_random=False))
def test_weighted_points_agree_with_exact_arithmetic(xs, ys, order, random):
    def law(n):
        parts = [random.randint(1, 9) for _ in range(n)]
        return [Fraction(k, sum(parts)) for k in parts]

    u, v = law(len(xs)), law(len(ys))
    true = float(exact_distance(xs, ys, u, v, order)) ** (1 / order)
    found = wasserstein(xs, ys, x_weights=list(map(float, u)), y_weights=list(map(float, v)), order=order)
    # cumulated weights are off by at most 16 eps, over a range of 40; the k-th root of that near 0
    assert found == pytest.approx(true, rel=1e-12, abs=(16 * EPS * 40**order) ** (1 / order))


@given(st.integers(1, 6), st.randoms(use_true_random=False), st.sampled_from([1, 1.5, 2, 3, math.inf]))
def test_equal_weights_match_the_best_of_all_assignments(n, random, order):
    xs, ys = ([random.uniform(-5, 5) for _ in range(n)] for _ in range(2))

    def price(permuted):
        gaps = [abs(x - y) for x, y in zip(xs, permuted, strict=True)]
        return max(gaps) if order == math.inf else (sum(g**order for g in gaps) / n) ** (1 / order)

    best = min(price(permuted) for permuted in itertools.permutations(ys))
    assert wasserstein(xs, ys, order=order) == pytest.approx(best, rel=1e-13, abs=1e-15)


def test_scipy_agrees_and_powers_would_not(generator):
    xs, ys = generator.normal(size=300), generator.normal(1, 2, size=200)
    u, v = generator.dirichlet(np.ones(300)), generator.dirichlet(np.ones(200))
    assert wasserstein(xs, ys, x_weights=u, y_weights=v) == pytest.approx(
        stats.wasserstein_distance(xs, ys, u, v), rel=1e-12
    )
    assert wasserstein([0, 0], [3, 3], order=2) == 3.0  # the distance, not its square


def test_scaling_shifting_and_huge_places():
    xs, ys = np.array([0.0, 1.0, 5.0]), np.array([2.0, 2.0, 9.0])
    for order in (1, 2, 7):
        whole = wasserstein(xs, ys, order=order)
        assert wasserstein(3 * xs + 1, 3 * ys + 1, order=order) == pytest.approx(3 * whole, rel=1e-14)
        assert wasserstein(1e200 * xs, 1e200 * ys, order=order) == pytest.approx(1e200 * whole, rel=1e-14)
    assert wasserstein(xs, xs[::-1], order=2) == 0.0


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: wasserstein([0], [1], order=0.5), ValueError, "order is 0.5"),
        (lambda: wasserstein([0, np.nan], [1]), ValueError, r"xs\[1\] is not finite"),
        (lambda: wasserstein([], [1]), ValueError, "xs has shape"),
        (lambda: wasserstein([[0, 1]], [1]), ValueError, "see optimal_plan"),
        (lambda: wasserstein([0, 1], [1], x_weights=[1.0]), NotWeights, "for 2 places"),
        (lambda: wasserstein([0, 1], [1], x_weights=[1, 2]), NotWeights, "adds up to 3"),
        (lambda: optimal_plan([0.5, 0.5], [1.0], [[1], [np.inf]]), ValueError, "finite cost"),
        (lambda: optimal_plan([[0.5, 0.5]], [1.0], [[1], [1]]), NotWeights, "one vector of weights"),
        (lambda: distances([[0, 1]], [[0, 1, 2]]), ValueError, "points of shapes"),
        (lambda: distances([[0, 1]], [0, 1]), ValueError, "points of shapes"),
        (lambda: distances([0, 1], [[0, 1]]), ValueError, "points of shapes"),
        (lambda: all_optimal_plans([1, 2], [1, 1], [[0, 1], [1, 0]]), ValueError, "total 3 and q 2"),
        (lambda: all_optimal_plans([-1, 2], [1, 0], [[0, 1], [1, 0]]), ValueError, "none negative"),
        (lambda: gaussian_kl(0, -1, 0, 1), ValueError, "eigenvalue -1"),
        (lambda: gaussian_kl(0, 0, 0, 1), ValueError, "eigenvalue 0"),
        (lambda: gaussian_kl([0, 0], [[1, 0.5], [0, 1]], [0, 0], np.eye(2)), ValueError, "not symmetric"),
        (lambda: gaussian_kl([0, 0], [[1e-20, 5e-21], [0, 1e-20]], [0, 0], np.eye(2)), ValueError, "not symmetric"),
        (lambda: gaussian_w2([0, 0], np.eye(3), [0, 0], np.eye(2)), ValueError, "needs a covariance"),
        (lambda: gaussian_w1(0, -1, 0, 1), ValueError, "not negative"),
    ],
)
def test_errors_name_what_was_given(call, error, message):
    with pytest.raises(error, match=message):
        call()


@pytest.mark.parametrize("equal", [True, False], ids=["assignment", "linear programme"])
def test_a_plan_comes_with_potentials_that_prove_it(equal, generator):
    n = 40
    x, y = generator.normal(size=(n, 2)), generator.normal(1, 2, size=(n, 2))
    p, q = (np.full(n, 1 / n),) * 2 if equal else generator.dirichlet(np.ones(n), 2)
    d = distances(x, y)
    found = optimal_plan(p, q, d)
    # HiGHS is feasible to 1e-7 by default; what we assert is what it delivers
    np.testing.assert_allclose(found.plan.sum(axis=1), p, atol=1e-9)
    np.testing.assert_allclose(found.plan.sum(axis=0), q, atol=1e-9)
    assert np.all(found.plan >= 0)
    assert np.all(found.f[:, None] + found.g[None, :] <= d + 1e-12)
    assert abs(found.gap) < 1e-12
    worse = optimal_plan(p, q, d + np.eye(n))
    assert worse.cost >= found.cost - 1e-12
    h = lipschitz_potential(found, d)
    among = distances(x, x)
    assert np.all(np.abs(h[:, None] - h[None, :]) <= among + 1e-12)


def test_the_gap_tells_a_plan_that_is_not_optimal(monkeypatch):
    """If the solver returned a poor plan, the gap would say so."""
    shuffled = (np.arange(3), np.array([1, 2, 0]))
    monkeypatch.setattr(optimize, "linear_sum_assignment", lambda cost: shuffled)
    third = np.full(3, 1 / 3)
    assert optimal_plan(third, third, distances(np.eye(3), np.eye(3))).gap > 0.1


def test_plans_on_the_line_cost_the_area_between_the_distribution_functions(generator):
    x, y = generator.normal(size=25), generator.normal(size=30)
    p, q = generator.dirichlet(np.ones(25)), generator.dirichlet(np.ones(30))
    plan = optimal_plan(p, q, np.abs(x[:, None] - y[None, :]))
    assert plan.cost == pytest.approx(wasserstein(x, y, x_weights=p, y_weights=q), abs=1e-10)


def test_the_slides_example_has_exactly_three_whole_plans():
    """R7 of the ledger: cost 5; carried from 1 to 2 and from 2 to 3: s = 0, 1, 2, the slide's steps being s = 2."""
    plans = all_optimal_plans(SLIDE_P, SLIDE_Q, STEPS)
    assert [plan[0][1] for plan in plans] == [0, 1, 2]
    assert {price_of(plan, STEPS) for plan in plans} == {5}
    assert plans[2] == ((1, 2, 0, 0), (0, 0, 2, 0), (0, 0, 1, 0), (0, 0, 1, 3))
    tenth = [k / 10 for k in SLIDE_P], [k / 10 for k in SLIDE_Q]
    assert optimal_plan(*tenth, STEPS).cost == pytest.approx(0.5, abs=1e-12)
    assert wasserstein(range(4), range(4), x_weights=tenth[0], y_weights=tenth[1]) == pytest.approx(0.5, abs=1e-14)


def test_parallel_lines_exactly():
    here, there = Segment(), Segment("3/7")
    assert segment_distance(here, there) == Fraction(3, 7)
    assert segment_distance(Segment("1/3"), Segment("-2/3")) == 1
    assert (segment_tv(here, there), segment_js(here, there), segment_kl(here, there)) == (1.0, math.log(2), math.inf)
    assert (segment_tv(here, here), segment_js(here, here), segment_kl(here, here)) == (0.0, 0.0, 0.0)


@pytest.mark.parametrize(("theta", "rate"), [(1, -1.0), (0, -0.5)])
def test_sampled_parallel_lines_converge_at_their_rate(theta, rate, generator):
    """The excess over |theta| falls like 1/n for theta = 1 and like n^(-1/2) at theta = 0."""
    sizes = [16, 32, 64, 128, 256]
    errors = [
        [sampled_distance(Segment(), Segment(theta), size=n, rng=generator) - theta for _ in range(60)] for n in sizes
    ]
    slope, error = fitted_rate(sizes, errors)
    # four standard errors of the fit (a false alarm in 16000 runs), and 0.06 for terms of higher order at n = 16
    assert abs(slope - rate) < 4 * error + 0.06
    assert error < 0.1
    assert abs(slope - (rate - 0.5)) > 4 * error + 0.06  # another rate would be told apart


def test_gaussians_in_closed_form_agree_with_other_roads(generator):
    d = 4
    a, b = generator.normal(size=(2, d, d))
    s, t, mu, nu = a @ a.T + np.eye(d), b @ b.T + np.eye(d), generator.normal(size=d), generator.normal(size=d)
    inverse = np.linalg.inv(t)
    direct = (
        np.trace(inverse @ s) - d + np.log(np.linalg.det(t) / np.linalg.det(s)) + (nu - mu) @ inverse @ (nu - mu)
    ) / 2
    assert gaussian_kl(mu, s, nu, t) == pytest.approx(direct, rel=1e-10)
    near = s * (1 + 1e-9)  # KL is d e^2/4; the direct formula has lost all digits here
    assert gaussian_kl(mu, s, mu, near) == pytest.approx(d * 1e-18 / 4, rel=1e-6)
    assert gaussian_w2(mu, s, mu, s) < 1e-6
    assert gaussian_w2([0, 0], np.diag([1, 4]), [3, 4], np.diag([9, 4])) == pytest.approx(math.sqrt(25 + 4), rel=1e-13)
    zs = stats.norm.ppf((np.arange(200_000) + 0.5) / 200_000)
    assert gaussian_w1(0, 1, 1, 3) == pytest.approx(np.mean(np.abs(1 + 2 * zs)), abs=1e-4)
    assert gaussian_w1(2, 1, -1, 1) == 3.0
    rounded = [[1e20, 1e6], [0, 1e20]]  # not symmetric by 1e-14 of the variances: somebody's rounding
    assert gaussian_kl([0, 0], rounded, [0, 0], rounded) == pytest.approx(0, abs=1e-13)


@pytest.mark.parametrize("ratio", [1e-3, 0.1, 0.5, 0.8, 0.82, 0.99, 1 - 2.0**-30, 1 + 2.0**-40, 1.01, 1.2, 1.23, 2, 50])
def test_kl_of_gaussians_has_all_digits_near_and_far(ratio):
    """1 - l + log l cancels to (l - 1)^2/2 near l = 1; at 60 digits it does not."""
    with mp.workdps(60):
        true = (mp.mpf(ratio) - 1 - mp.log(ratio)) / 2
        found = gaussian_kl(0, ratio, 0, 1)
        bound = 16 * EPS * max(1, 1 / ratio)  # the condition number of the two
        assert abs(found - true) <= bound * true
        both = gaussian_kl([0, 1], np.diag([ratio, 4 * ratio]), [0, 1], np.diag([1, 4]))
        assert abs(both - 2 * true) <= 2 * bound * true


def test_two_sizes_fit_a_rate_by_hand():
    """Of two means the slope is a quotient of differences, and its variance the sum of two over that square."""
    errors = [[1.0, 3.0, 2.0, 2.0], [0.5, 0.7, 0.6, 0.6]]
    slope, error = fitted_rate([10, 40], errors)
    assert slope == pytest.approx(math.log(0.6 / 2) / math.log(4), rel=1e-13)
    of_mean = [np.std(e, ddof=1) / 2 / np.mean(e) for e in errors]
    assert error == pytest.approx(math.hypot(*of_mean) / math.log(4), rel=1e-13)


@pytest.mark.parametrize("order", [1, 1.5, 2, math.inf])
def test_weights_that_are_off_by_rounding_are_weights(order):
    xs, ys, u, v = [0, 1, 3], [2, 5], np.array([0.25, 0.25, 0.5]), np.array([0.75, 0.25])
    true = {1: 1.5, 1.5: (0.25 * 2**1.5 + 0.5 + 0.25 * 2**1.5) ** (1 / 1.5), 2: math.sqrt(2.5), math.inf: 2}[order]
    assert wasserstein(xs, ys, x_weights=u, y_weights=v, order=order) == pytest.approx(true, rel=1e-14)
    for a, b in ((u * (1 + 1e-8), v), (u, v * (1 + 1e-8)), (u * (1 - 1e-8), v * (1 + 1e-8))):
        assert wasserstein(xs, ys, x_weights=a, y_weights=b, order=order) == pytest.approx(true, rel=1e-14)


def test_costs_of_another_shape_are_refused():
    for cost in ([[0, 1]], [[0, 1], [1]], [[0, 1, 2], [1, 0, 1]]):
        with pytest.raises(ValueError, match="argument"):
            all_optimal_plans([1, 1], [1, 1], cost)
