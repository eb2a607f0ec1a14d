"""Promises about samples, kept: coverage of intervals for a proportion and of bounds from a classifier.

Where there are few outcomes the risk is added up exactly, over all of them; elsewhere it is measured.  A measured
coverage fails a test only if Clopper and Pearson's upper end, at risk 1e-6 (scipy's, not ours), lies below the nominal.
"""

import dataclasses
import itertools
import math

import numpy as np
import pytest
from scipy import integrate, special, stats

from numerics import samples
from numerics.certified import certified_js, certified_tv
from numerics.laws import Normal
from numerics.samples import (
    NotSamples,
    clopper_pearson,
    js_lower_bound,
    tv_lower_bound,
)

RUNS = 2000
P, Q = Normal(0, 1), Normal(1, 1)
JS, TV = float(certified_js(P, Q).mid()), float(certified_tv(P, Q).mid())


def measured(times: int, runs: int):
    """The interval of a measured frequency: each end is wrong with probability at most 1e-6."""
    return stats.binomtest(int(times), runs).proportion_ci(1 - 2e-6)


def best(x, slope=1.0):
    """D* of N(0, 1) against N(1, 1) at slope 1; over-confident above that."""
    return special.expit(slope * (0.5 - x))


@pytest.mark.parametrize("n", [1, 2, 7, 40])
@pytest.mark.parametrize(("side", "scipy_side"), [("both", "two-sided"), ("lower", "greater"), ("upper", "less")])
def test_clopper_pearson_agrees_with_scipy(n, side, scipy_side):
    for s in range(n + 1):
        ours = clopper_pearson(s, n, confidence=0.93, side=side)
        theirs = stats.binomtest(s, n, alternative=scipy_side).proportion_ci(0.93, method="exact")
        # scipy solves by bisection to 2e-12
        assert (ours.low, ours.high) == pytest.approx((theirs.low, theirs.high), abs=1e-11)
        assert ours.low <= ours.value <= ours.high


def coverage(n, r, ends):
    """The exact probability that the interval ends(s) contains r."""
    inside = [low <= r <= high for low, high in map(ends, range(n + 1))]
    return float(stats.binom.pmf(np.arange(n + 1), n, r) @ np.array(inside))


def test_clopper_pearson_covers_exactly_and_walds_interval_does_not():
    def ours(s):
        found = clopper_pearson(s, 20, confidence=0.9)
        return found.low, found.high

    def wald(s):
        margin = 1.645 * math.sqrt(s * (20 - s) / 20**3)
        return s / 20 - margin, s / 20 + margin

    grid = np.linspace(0, 1, 201)
    assert min(coverage(20, r, ours) for r in grid) >= 0.9 - 1e-12  # the sum of 21 probabilities, rounded
    assert min(coverage(20, r, wald) for r in grid[1:-1]) < 0.2
    # above nominal, but not idly so: nowhere is the interval wider than for a risk of 0.005 a side
    assert min(coverage(20, r, ours) for r in grid) < 0.93


def test_clopper_pearson_covers_when_measured(generator):
    for r, n in ((0.07, 40), (0.5, 9), (0.999, 200)):
        found = [clopper_pearson(s, n) for s in generator.binomial(n, r, RUNS)]
        assert measured(sum(e.low <= r <= e.high for e in found), RUNS).high >= 0.95


@pytest.mark.parametrize("slope", [1.0, 4.0], ids=["best", "over-confident"])
def test_the_classifiers_bound_is_below_the_true_js(slope, generator):
    n, m, clip = 4000, 3000, 0.02  # enough for bounds well above 0, which would be kept by saying nothing

    def gain(x):
        d = np.clip(best(x, slope), clip, 1 - clip)
        return float(P.density(x)) * np.log(2 * d) / 2 + float(Q.density(x)) * np.log(2 - 2 * d) / 2

    # the bound in expectation; split where the clipping has its kinks
    ends = [-12, 0.5 - special.logit(1 - clip) / slope, 0.5 - special.logit(clip) / slope, 12]
    middle = sum(integrate.quad(gain, a, b, limit=200)[0] for a, b in itertools.pairwise(ends))
    assert middle <= JS + 1e-9  # Goodfellow's Theorem 1, which the whole idea rests on
    found = [
        js_lower_bound(best(P.sample(generator, n), slope), best(Q.sample(generator, m), slope), clip=clip)
        for _ in range(RUNS)
    ]
    assert slope > 1 or np.mean([e.low for e in found]) > 0.05
    assert measured(sum(e.low <= JS <= e.high for e in found), RUNS).high >= 0.95
    assert measured(sum(e.low <= max(middle, 0) for e in found), RUNS).high >= 0.95
    # without its margin the estimate would break the promise: the check can fail
    assert measured(sum(e.value <= middle for e in found), RUNS).high < 0.95
    # unbiased for `middle`: five standard errors, one false alarm in a million
    values = np.array([e.value for e in found])
    assert abs(values.mean() - middle) < 5 * values.std() / math.sqrt(RUNS)


def test_the_js_bound_is_the_stated_one_and_becomes_useful(generator):
    real, fake = best(P.sample(generator, 5000)), best(Q.sample(generator, 4000))
    found = js_lower_bound(real, fake, confidence=0.5, clip=0.2)
    margins = []
    for gains in (np.log(np.clip(real, 0.2, 0.8)), np.log(1 - np.clip(fake, 0.2, 0.8))):
        k, weight = gains.size, math.log(4 / 0.5)
        margins.append(math.sqrt(2 * gains.var(ddof=1) * weight / k) + 7 * math.log(4) * weight / (3 * (k - 1)))
    assert found.low == pytest.approx(found.value - sum(margins) / 2, abs=1e-13)
    assert found.low > 0  # not cut off
    many = js_lower_bound(best(P.sample(generator, 20_000)), best(Q.sample(generator, 20_000)))
    # the margin is 0.03 here; the estimate's own error 0.003
    assert 0.06 < many.low < JS
    assert many.high == math.log(2)
    certain = js_lower_bound(np.ones(9), np.zeros(9))  # D of 0 and 1 is clipped, not infinite
    assert certain.value == pytest.approx(math.log(2 * 0.99))


def correct(n, s, *, real):
    """Probabilities of which s of n are told right."""
    return np.where((np.arange(n) < s) == real, 0.9, 0.1)


@pytest.mark.parametrize(("n", "m"), [(8, 8), (1 + 1, 2), (5, 9)])
@pytest.mark.parametrize("confidence", [0.75, 0.9, 0.95])
def test_the_tv_bound_keeps_its_risk_for_all_pairs_of_accuracies(n, m, confidence):
    """Exactly, over all outcomes: no two accuracies r, s make low exceed r + s - 1 more often than promised."""
    low = np.array([
        [tv_lower_bound(correct(n, i, real=True), correct(m, j, real=False), confidence=confidence).low
         for j in range(m + 1)] for i in range(n + 1)
    ])  # fmt: skip
    grid = np.linspace(0, 1, 51)
    pmf = [stats.binom.pmf(np.arange(k + 1)[None, :], k, grid[:, None]) for k in (n, m)]
    risks = np.array([
        [pmf[0][a] @ (low > max(grid[a] + grid[b] - 1, 0) + 1e-12) @ pmf[1][b] for b in range(51)] for a in range(51)
    ])  # fmt: skip
    assert risks.max() <= 1 - confidence + 1e-12  # rounding of a sum of 81 probabilities
    if n == m == 8:  # one bound for all answers spends its risk: a count less would break the promise
        assert risks.max() > (1 - confidence) / 2


@pytest.mark.parametrize(("n", "m"), [(150, 150), (100, 250)])
def test_the_tv_bound_is_below_the_true_tv(n, m, generator):
    found = [tv_lower_bound(best(P.sample(generator, n)), best(Q.sample(generator, m))) for _ in range(RUNS)]
    assert measured(sum(e.low <= TV <= e.high for e in found), RUNS).high >= 0.95
    assert measured(sum(e.value <= TV for e in found), RUNS).high < 0.95  # without the margin it would not be
    assert np.mean([e.low for e in found]) > 0.2  # of 0.383, as the margin is below 0.17


half = [0.5, 0.5]


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: clopper_pearson(5, 4), NotSamples, "5 successes in 4"),
        (lambda: clopper_pearson(0, 0), NotSamples, "n is 0"),
        (lambda: clopper_pearson(0.5, 4), NotSamples, "give a whole number"),
        (lambda: clopper_pearson(1, 4, side="left"), ValueError, "give one of both"),
        (lambda: clopper_pearson(1, 4, confidence=95), ValueError, "confidence is 95"),
        (lambda: js_lower_bound([0.5, 1.2], half), NotSamples, r"d_real\[1\] is 1.2.*logit"),
        (lambda: js_lower_bound(half, [0.5, np.nan]), NotSamples, r"d_fake\[1\] is nan"),
        (lambda: js_lower_bound(half, [0.5]), NotSamples, "at least 2 points"),
        (lambda: js_lower_bound(half, half, clip=0.0), ValueError, "clip is 0.0"),
        (lambda: tv_lower_bound(half, half, threshold=2), ValueError, "threshold is 2"),
        (lambda: tv_lower_bound(half, half, confidence=1.0), ValueError, "strictly between"),
    ],
)
def test_errors_name_what_was_given_and_the_way_out(call, error, message):
    with pytest.raises(error, match=message):
        call()


def test_results_are_frozen_and_say_their_confidence():
    found = clopper_pearson(3, 10, confidence=0.9)
    assert "confidence at least 0.9" in found.says
    with pytest.raises(dataclasses.FrozenInstanceError):
        found.low = 0.0  # type: ignore[misc]
    assert sorted(samples.__all__) == samples.__all__
