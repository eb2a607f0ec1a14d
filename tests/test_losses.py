"""The functions of the chapter on losses against sympy, mpmath and numpy, and by counting in another way."""

import math
from collections import Counter
from fractions import Fraction
from itertools import product
from typing import Any

import flint
import mpmath
import numpy as np
import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import optimize

from theory.deciding.balls import evaluate
from theory.losses.cross_entropy import ODDS, WEIGHTS, full_slope, mean_minibatch_slope
from theory.losses.frozen_discriminator import best_responses, compositions, how_many_best, log_of_the_rest, minus_log
from theory.losses.generator_objective import D0, D1, LAST, MIXED, played
from theory.losses.push_forward import DIE, image_law, preimage_chances, remainder
from theory.proving.computed import BITS
from theory.proving.formulas import expression

POINTS = 3
odds = st.fractions(Fraction(1, 20), 50, max_denominator=20)
scores = st.fractions(Fraction(1, 20), Fraction(19, 20), max_denominator=20)


@st.composite
def laws(draw, points: int = POINTS) -> tuple[Fraction, ...]:
    """Laws with exact weights on a few points, zeros among them."""
    weights = draw(st.lists(st.integers(0, 9), min_size=points, max_size=points).filter(any))
    return tuple(Fraction(w, sum(weights)) for w in weights)


def near(ball: Any, expected: Any) -> bool:
    """Whether a ball of 256 bits is narrow, and an mpmath number of 50 digits is met to 40 of them: 10 for rounding."""
    return ball.rad() < 1e-40 and abs(mpmath.mpf(ball.mid().str(60, radius=False)) - expected) < mpmath.mpf("1e-40")


def certified(function, *args) -> Any:
    with flint.ctx.workprec(BITS):
        return function(*args)


# The discriminator's gradient.


@given(laws(), st.tuples(*[odds] * POINTS))
@settings(max_examples=30)
def test_the_full_slope_is_sympys_derivative_by_the_logits(weights, at):
    logit = sympy.Symbol("a", real=True)
    slope = sympy.diff(sympy.log(1 / (1 + sympy.exp(-logit))), logit)
    slopes = [Fraction(str(slope.subs(logit, sympy.log(sympy.Rational(str(o)))))) for o in at]
    assert full_slope(weights, at) == tuple(w * s for w, s in zip(weights, slopes, strict=True))


def by_counts(weights, at, size: int) -> list[Fraction]:
    """The mean gradient over *counts* of points with their multinomial chances, where the book lists sequences."""
    total = [Fraction(0)] * len(weights)
    for counts in product(range(size + 1), repeat=len(weights)):
        if sum(counts) == size:
            orders = math.factorial(size) // math.prod(map(math.factorial, counts))
            chance = orders * math.prod(w**c for w, c in zip(weights, counts, strict=True))
            for point, count in enumerate(counts):
                total[point] += chance * count * (1 - at[point] / (1 + at[point])) / size
    return total


@given(laws(), st.tuples(*[odds] * POINTS), st.integers(1, 4))
@settings(max_examples=40)
def test_the_mean_minibatch_slope_is_the_one_over_multinomial_counts_and_the_full_one(weights, at, size):
    found = mean_minibatch_slope(weights, at, size)
    assert list(found) == by_counts(weights, at, size)
    assert found == full_slope(weights, at)


def test_drawn_minibatches_have_the_mean_slope_and_not_that_of_the_wrong_label(rng):
    batches, size = 100_000, 3
    draw = np.random.default_rng(rng.getrandbits(64))
    w, o = np.array(WEIGHTS, float), np.array(ODDS, float)
    slopes = draw.multinomial(size, w / w.sum(), size=batches) / size / (1 + o)
    error = slopes.std(axis=0) / np.sqrt(batches)

    def off(expected) -> np.ndarray:
        return np.abs(slopes.mean(axis=0) - np.array(expected, float)) / error

    # Six standard errors on each of three coordinates: a chance of 6e-9 that a right function fails.
    assert off(mean_minibatch_slope(WEIGHTS, ODDS, size)).max() < 6
    label_zero = [-a * b / (1 + b) for a, b in zip(WEIGHTS, ODDS, strict=True)]
    assert off(label_zero).min() > 6


# The frozen discriminator.


@given(scores)
def test_the_two_generator_losses_are_mpmaths_logarithms(d):
    with mpmath.workdps(50):
        exact = mpmath.mpf(d.numerator) / d.denominator
        assert near(certified(log_of_the_rest, d), mpmath.log1p(-exact))
        assert near(certified(minus_log, d), mpmath.log(1 / exact))


@given(st.integers(0, 7), st.integers(1, 4))
def test_compositions_are_all_vectors_of_the_right_sum_in_order(total, places):
    found = list(compositions(total, places))
    assert found == [v for v in product(range(total + 1), repeat=places) if sum(v) == total]
    assert len(found) == math.comb(total + places - 1, places - 1)


def supported_on(best: set[int], points: int, parts: int) -> set[tuple[Fraction, ...]]:
    """All laws in multiples of 1/parts that live on some of the points."""
    every = product(range(parts + 1), repeat=points)
    return {
        tuple(Fraction(k, parts) for k in v)
        for v in every
        if sum(v) == parts and all(k == 0 or i in best for i, k in enumerate(v))
    }


@given(st.lists(scores, min_size=1, max_size=4), st.integers(1, 4), st.sampled_from([log_of_the_rest, minus_log]))
@settings(max_examples=60)
def test_the_best_responses_are_the_laws_on_the_points_of_largest_score(answers, parts, loss):
    best = {i for i, d in enumerate(answers) if d == max(answers)}
    found = certified(best_responses, tuple(answers), loss, parts)
    assert len(found) == len(set(found))
    assert set(found) == supported_on(best, len(answers), parts)
    among = math.comb(parts + len(best) - 1, parts)
    assert certified(how_many_best, tuple(answers), loss, parts) == among
    assert (among == 1) == (len(best) == 1)  # two points of the same largest score: mixtures are best, too


@given(st.lists(scores, min_size=2, max_size=4, unique=True))
@settings(max_examples=30)
def test_the_best_response_to_a_rising_loss_sits_on_the_smallest_score(answers):
    def rising(d: Fraction):
        return minus_log(1 - d)

    worst = tuple(Fraction(int(d == min(answers))) for d in answers)
    assert certified(best_responses, tuple(answers), rising, 3) == (worst,)


@given(st.lists(scores, min_size=2, max_size=4, unique=True))
@settings(max_examples=20)
def test_the_best_response_is_the_vertex_of_a_linear_programme(answers):
    cost = [math.log(1 - d) for d in answers]
    solved: Any = optimize.linprog(cost, A_eq=[[1.0] * len(cost)], b_eq=[1.0], bounds=(0, 1))
    (found,) = certified(best_responses, tuple(answers), log_of_the_rest, 5)
    # HiGHS stops within 1e-7 of feasibility and optimality; scores differ by 1/400 at least, so vertices do not mix.
    assert np.array(found, float) == pytest.approx(solved.x, abs=1e-6)


# A generator as a map.


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(1, 4)), min_size=1, max_size=6),
       st.lists(st.integers(-2, 2), min_size=6, max_size=6))  # fmt: skip
def test_the_law_of_the_output_is_counted_outcome_by_outcome(weighted, table):
    outcomes = [z for z, times in weighted for _ in range(times)]  # equally likely
    noise = tuple((z, Fraction(times, len(outcomes))) for z, times in weighted)
    count = Counter(table[z] for z in outcomes)
    expected = tuple((x, Fraction(count[x], len(outcomes))) for x in sorted(count))
    assert image_law(noise, table.__getitem__) == expected
    assert preimage_chances(noise, table.__getitem__, tuple(sorted(count))) == expected
    everything = preimage_chances(noise, table.__getitem__, tuple(range(-3, 4)))
    assert sum(c for _, c in everything) == 1
    assert {x for x, c in everything if c} == set(count)
    # E h(G(z)) = E_q h(x), here for h(x) = x^3 + 1
    assert sum(c * (x**3 + 1) for x, c in expected) == sum(c * (table[z] ** 3 + 1) for z, c in noise)


@given(st.integers(-1000, 1000))
def test_the_remainder_repeats_every_three_and_is_not_invertible(z):
    assert [remainder(k) for k in (0, 1, 2)] == [0, 1, 2]
    assert remainder(z) == remainder(z + 3) != remainder(z + 1)


def test_the_die_is_fair_and_rolled_dice_fall_as_the_image_law_says(rng):
    rolls = 90_000
    seen = Counter(remainder(1 + int(k)) for k in np.random.default_rng(rng.getrandbits(64)).integers(0, 6, rolls))
    for x, chance in image_law(DIE, remainder):
        # Six standard deviations of a binomial count: a chance below 2e-9 for each of the three values.
        assert abs(seen[x] - rolls * chance) < 6 * math.sqrt(rolls * chance * (1 - chance))


# A fixed discriminator against a generator on three points.


@given(st.tuples(*[scores] * POINTS), laws())
def test_losses_against_a_fixed_discriminator_are_numpys_sums(d, q):
    case, x, y = played(d, q), np.array(d, float), np.array(q, float)
    for formula, expected in (
        ("E_q(1 - D)", y @ (1 - x)),
        ("E_q(log(1 - D))", y @ np.log(1 - x)),
        ("E_q(log(D))", y @ np.log(x)),
        ("E_p(log(D))", np.log(x).mean()),
    ):
        # Doubles: a sum of three terms below 3 in modulus, 1e-12 is a thousand times its rounding.
        assert float(evaluate(expression(formula), case).ball.real.mid()) == pytest.approx(expected, abs=1e-12)


def test_the_two_discriminators_prefer_what_the_pages_say():
    def cost(loss, d, q) -> float:
        return float(np.array(q, float) @ loss(np.array(d, float)))

    def plain(d):
        return 1 - d

    def saturating(d):
        return np.log(1 - d)

    assert cost(plain, D0, LAST) < cost(plain, D0, MIXED)
    assert cost(saturating, D0, MIXED) < cost(saturating, D0, LAST)
    assert -cost(np.log, D1, LAST) < -cost(np.log, D1, MIXED)
    assert cost(saturating, D1, MIXED) < cost(saturating, D1, LAST)
