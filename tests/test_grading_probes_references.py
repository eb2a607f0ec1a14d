"""The right answers of the probes by other roads: in ball arithmetic, by brute force, by the laws of the subject."""

from __future__ import annotations

import itertools
import math
from fractions import Fraction

import numpy as np
import pytest
from flint import arb, ctx
from hypothesis import given
from hypothesis import strategies as st

from grading.probes.listed import PROBED, probed

LOG2 = math.log(2)


def ball(x) -> arb:
    x = Fraction(float(x))
    return arb(x.numerator) / arb(x.denominator)


def kl(p, q):
    """In balls, of floats taken at their word; inf where q = 0 < p."""
    if any(b == 0 < a for a, b in zip(p, q, strict=True)):
        return math.inf
    return sum((ball(a) * (ball(a) / ball(b)).log() for a, b in zip(p, q, strict=True) if a > 0), arb(0))


def js(p, q):
    total = arb(0)
    for a, b in zip(map(ball, p), map(ball, q), strict=True):
        total += sum((u * (2 * u / (a + b)).log() for u in (a, b) if u != 0), arb(0))
    return total / 2


def ce(p, q):
    if any(b == 0 < a for a, b in zip(p, q, strict=True)):
        return math.inf
    return sum((-ball(a) * ball(b).log() for a, b in zip(p, q, strict=True) if a > 0), arb(0))


def value(d, p, q):
    if any((u == 0 < a) or (u == 1 and b > 0) for u, a, b in zip(d, p, q, strict=True)):
        return -math.inf
    terms = [ball(a) * ball(u).log() for u, a in zip(d, p, strict=True) if a > 0]
    terms += [ball(b) * (1 - ball(u)).log() for u, b in zip(d, q, strict=True) if b > 0]
    return sum(terms, arb(0))


def mean_softplus(a):
    return sum(((1 + ball(t).exp()).log() for t in a), arb(0)) / len(a)


def w1(x, y):
    """The cheapest matching of all, once each point is there as often as the two sizes need."""
    n = math.lcm(len(x), len(y))
    if n > 6:
        return _area(x, y)
    xs, ys = ([Fraction(float(u)) for u in np.repeat(z, n // len(z))] for z in (x, y))
    best = min(sum(abs(a - b) for a, b in zip(xs, order, strict=True)) for order in itertools.permutations(ys))
    return ball(0) + arb((best / n).numerator) / arb((best / n).denominator)


def _area(x, y):
    """The area between the distribution functions, in fractions."""
    places = sorted(Fraction(float(u)) for u in {*x, *y})
    total = Fraction(0)
    for left, right in itertools.pairwise(places):
        below_x, below_y = (Fraction(int(np.sum(z <= float(left))), len(z)) for z in (x, y))
        total += abs(below_x - below_y) * (right - left)
    return arb(total.numerator) / arb(total.denominator)


def penalty(g, weight):
    rows = [sum((ball(c) ** 2 for c in row), arb(0)).sqrt() for row in g]
    return ball(weight) * sum(((r - 1) ** 2 for r in rows), arb(0)) / len(rows)


def step(theta, psi, rate):
    t, w, h = map(ball, (theta, psi, rate))
    w = w + h * t / (1 + (t * w).exp())
    return [t - h * w / (1 + (t * w).exp()), w]


IN_BALLS = {
    "kl": kl,
    "js": js,
    "total_variation": lambda p, q: sum((abs(ball(a) - ball(b)) for a, b in zip(p, q, strict=True)), arb(0)) / 2,
    "cross_entropy": ce,
    "optimal_discriminator": lambda p, q: [ball(a) / (ball(a) + ball(b)) for a, b in zip(p, q, strict=True)],
    "gan_value": value,
    "wasserstein_1d": w1,
    "discriminator_loss": lambda a, b: mean_softplus(-a) + mean_softplus(b),
    "generator_loss": lambda b: mean_softplus(-b),
    "gradient_penalty": penalty,
    "alternating_step": step,
}


@pytest.mark.parametrize("name", PROBED)
def test_the_expected_values_are_right_in_ball_arithmetic(name):
    """To an eighth of what is allowed: what a student may be off by is not used up here.  The weights of a drawn law
    add up to 1 to some eps only, which an entropy feels; both roads take them as they are."""
    with ctx.workprec(2000):  # exp(1000) has 1443 bits
        for seed in range(3):
            for probe in probed(name).probes(np.random.default_rng(seed)):
                right = IN_BALLS[name](*probe.arguments)
                pairs = (
                    zip(right, probe.expected, strict=True) if isinstance(right, list) else [(right, probe.expected)]
                )
                for exact, got in pairs:
                    if isinstance(exact, float):
                        assert got == exact
                    else:
                        assert abs(exact - ball(got)) < ball(probe.allowed / 8), probe


def test_the_road_in_balls_finds_a_wrong_value():
    with ctx.workprec(200):
        p, q = np.array([0.5, 0.5]), np.array([0.25, 0.75])
        assert not abs(kl(q, p) - ball(probed("kl").reference(p, q))) < ball(1e-3)


counts = st.integers(0, 20)


@st.composite
def laws(draw, number=2):
    """So many laws on the same outcomes, with zeros."""
    n = draw(st.integers(1, 6))
    found = []
    for _ in range(number):
        row = draw(st.lists(counts, min_size=n, max_size=n).filter(any))
        found.append(np.array(row, np.float64) / sum(row))
    return found


@given(laws())
def test_divergences_are_not_negative_and_vanish_for_equal_laws_only(pair):
    p, q = pair
    for name in ("kl", "js", "total_variation"):
        of = probed(name).reference
        assert of(p, p) == 0
        assert of(p, q) >= 0
        assert (of(p, q) == 0) == bool(np.all(p == q))


@given(laws())
def test_js_and_tv_are_symmetric_and_bounded_and_kl_is_infinite_off_the_support(pair):
    p, q = pair
    js, tv, kl = (probed(name).reference for name in ("js", "total_variation", "kl"))
    assert js(p, q) == pytest.approx(js(q, p), rel=1e-13, abs=1e-15)
    assert 0 <= js(p, q) <= LOG2
    assert 0 <= tv(p, q) <= 1
    assert (js(p, q) == LOG2) == (not np.any((p > 0) & (q > 0))) == (tv(p, q) == 1)
    assert math.isinf(kl(p, q)) == bool(np.any((p > 0) & (q == 0)))
    # Pinsker; 1e-15 is a rounding of numbers below 1
    assert 2 * tv(p, q) ** 2 <= kl(p, q) + 1e-15


@given(laws())
def test_cross_entropy_is_least_at_the_law_itself(pair):
    ce = probed("cross_entropy").reference
    p, q = pair
    assert ce(p, p) <= ce(p, q) + 1e-14  # of numbers below log 6, with six roundings


@given(laws(), st.data())
def test_the_best_discriminator_maximises_the_value_and_gives_jsd(pair, data):
    p, q = pair
    best, value, js = (probed(name).reference for name in ("optimal_discriminator", "gan_value", "js"))
    kept = p + q > 0
    p, q = p[kept], q[kept]
    d = best(p, q)
    # each value is a sum of at most 12 terms of which the largest is below 3: 1e-13 is a hundred roundings of it
    assert value(d, p, q) == pytest.approx(2 * js(p, q) - 2 * LOG2, abs=1e-13)
    other = np.array(data.draw(st.lists(st.floats(0.001, 0.999), min_size=len(p), max_size=len(p))))
    assert value(other, p, q) <= value(d, p, q) + 1e-13


places = st.lists(st.integers(-50, 50).map(lambda k: k / 4), min_size=1, max_size=6).map(np.array)


@given(places, places, places, st.integers(-20, 20))
def test_w1_is_a_distance_and_knows_translations(x, y, z, shift):
    w1 = probed("wasserstein_1d").reference
    near = 1e-12  # numbers below 50, fewer than twenty roundings
    assert w1(x, x) == 0
    assert w1(x, y) == pytest.approx(w1(y, x), abs=near)
    assert w1(x, z) <= w1(x, y) + w1(y, z) + near
    assert w1(x, x + shift) == pytest.approx(abs(shift), abs=near)
    assert w1(x + shift, y + shift) == pytest.approx(w1(x, y), abs=near)
    assert w1(x, y) >= abs(x.mean() - y.mean()) - near


logits = st.lists(st.integers(-400, 400).map(lambda k: k / 100), min_size=1, max_size=5).map(np.array)


@given(logits, logits)
def test_slopes_of_the_losses_are_what_training_uses(real, fake):
    """d/da mean softplus(-a) = -(1 - D)/n; by central differences, whose error is h^2/6 |f'''| < 2e-11 and eps/h."""
    d_loss, g_loss = (probed(name).reference for name in ("discriminator_loss", "generator_loss"))
    h = 1e-5
    for k in range(len(fake)):
        e = np.where(np.arange(len(fake)) == k, h, 0.0)
        sigma = 1 / (1 + math.exp(-fake[k]))
        assert (d_loss(real, fake + e) - d_loss(real, fake - e)) / (2 * h) == pytest.approx(sigma / len(fake), abs=1e-8)
        assert (g_loss(fake + e) - g_loss(fake - e)) / (2 * h) == pytest.approx((sigma - 1) / len(fake), abs=1e-8)


@given(logits, logits)
def test_the_loss_is_minus_the_value_of_the_game(real, fake):
    """On n + m outcomes, the data on the first n and the fakes on the others."""
    d = 1 / (1 + np.exp(-np.concatenate([real, fake])))
    p = np.concatenate([np.full(len(real), 1 / len(real)), np.zeros(len(fake))])
    q = np.concatenate([np.zeros(len(real)), np.full(len(fake), 1 / len(fake))])
    loss, value = probed("discriminator_loss").reference, probed("gan_value").reference
    assert loss(real, fake) == pytest.approx(-value(d, p, q), abs=1e-12)  # 1 - D loses e^4 eps


@given(st.floats(-2, 2), st.floats(-2, 2), st.floats(0.01, 0.5))
def test_each_half_of_the_step_goes_the_right_way(theta, psi, rate):
    """By differences of the value: psi ascends at the old theta, theta descends at the new psi."""

    def value(t, w):
        return -np.logaddexp(0, -t * w)

    h = 1e-5
    new_theta, new_psi = probed("alternating_step").reference(theta, psi, rate)
    up = (value(theta, psi + h) - value(theta, psi - h)) / (2 * h)
    down = (value(theta + h, new_psi) - value(theta - h, new_psi)) / (2 * h)
    assert new_psi == pytest.approx(psi + rate * up, abs=1e-8)  # as above: h^2 |f'''| < 1e-9, and eps/h
    assert new_theta == pytest.approx(theta - rate * down, abs=1e-8)


@given(st.integers(1, 5), st.integers(1, 4), st.integers(0, 2**32 - 1))
def test_the_penalty_is_zero_for_unit_gradients_only_and_turns_with_the_axes(n, d, seed):
    penalty = probed("gradient_penalty").reference
    rng = np.random.default_rng(seed)
    g = rng.normal(size=(n, d))
    unit = g / np.linalg.norm(g, axis=1, keepdims=True)
    turn = np.linalg.qr(rng.normal(size=(d, d)))[0]
    assert penalty(unit, 10.0) < 1e-28  # the square of some eps
    assert penalty(2 * unit, 10.0) == pytest.approx(10.0)
    assert penalty(g @ turn, 3.0) == pytest.approx(penalty(g, 3.0), rel=1e-9, abs=1e-12)
