"""Plug-in and nearest-neighbour estimates: their bias against theory, and their failures, shown.

A measured coverage fails a test only if Clopper and Pearson's upper end, at risk 1e-6 (scipy's), is below the nominal.
"""

import doctest
import importlib
import math

import numpy as np
import pytest
from scipy import stats
from scipy.spatial.distance import cdist

from numerics import js, kl
from numerics.closed_forms import gaussian_kl
from numerics.samples import NotSamples, js_lower_bound, kl_cap, knn_kl, plug_in_js, plug_in_kl, unbinned_js

LOG2 = math.log(2)
FALLING, RISING = np.array([0.4, 0.3, 0.2, 0.1]), np.array([0.1, 0.2, 0.3, 0.4])


def measured(times: int, runs: int):
    """The interval of a measured frequency: each end is wrong with probability at most 1e-6."""
    return stats.binomtest(int(times), runs).proportion_ci(1 - 2e-6)


@pytest.mark.parametrize("q", [FALLING, RISING], ids=["equal", "different"])
@pytest.mark.parametrize(("of", "divergence"), [(plug_in_js, js), (plug_in_kl, kl)])
def test_the_bias_is_the_stated_one(of, divergence, q, generator):
    """At counts n p and m q the frequencies are the laws, and `bias` is the formula at the truth."""
    p, n, m, runs = FALLING, 1000, 2000, 40_000
    found = of(np.rint(n * p), np.rint(m * q))
    drawn = divergence(generator.multinomial(n, p, runs) / n, generator.multinomial(m, q, runs) / m)
    error = drawn - divergence(p, q)
    # five standard errors, and the next order: sums of at most 10 of 1/p^2 = 100 times 1/n^2, below 3 per cent of bias
    assert abs(error.mean() - found.bias) < 5 * error.std() / math.sqrt(runs) + 0.03 * found.bias
    assert error.mean() > 0.5 * found.bias  # there is a bias, and it is not drowned by the tolerance
    if q is FALLING:
        factor = {plug_in_js: 3 / 8, plug_in_kl: 3 / 2}[of]
        assert found.bias == pytest.approx(factor * (1 / n + 1 / m), rel=1e-12)
    assert found.corrected == max(found.value - found.bias, 0)


def test_correcting_helps_where_it_should(generator):
    runs, n = 2000, 200
    found = [plug_in_js(generator.multinomial(n, FALLING), generator.multinomial(n, RISING)) for _ in range(runs)]
    naive = np.mean([e.value for e in found]) - js(FALLING, RISING)
    values = np.array([e.corrected for e in found])
    # bias 0.003 becomes less than a third of it and five standard errors (0.0025)
    assert abs(values.mean() - js(FALLING, RISING)) < naive / 3 + 5 * values.std() / math.sqrt(runs)


@pytest.mark.parametrize("k", [1, 2, 4, 30])
@pytest.mark.parametrize("confidence", [0.5, 0.95])
def test_the_interval_of_js_covers(k, confidence, generator):
    runs = 500
    p, q = generator.dirichlet(np.full(k, 0.5), 2)
    for second in (q, p):
        true = js(p, second)
        found = [
            plug_in_js(generator.multinomial(60, p), generator.multinomial(35, second), confidence=confidence)
            for _ in range(runs)
        ]
        assert measured(sum(e.low - 1e-15 <= true <= e.high + 1e-15 for e in found), runs).high >= confidence


def test_the_interval_of_js_exactly_for_two_categories_and_its_width():
    n, grid = 7, np.linspace(0, 1, 21)
    ends = [[plug_in_js([i, n - i], [j, n - j], confidence=0.3) for j in range(n + 1)] for i in range(n + 1)]
    low, high = (np.array([[getattr(e, side) for e in row] for row in ends]) for side in ("low", "high"))
    pmf = stats.binom.pmf(np.arange(n + 1)[None, :], n, grid[:, None])
    for a, r in enumerate(grid):
        for b, s in enumerate(grid):
            true = js([r, 1 - r], [s, 1 - s])
            covered = pmf[a] @ ((low <= true + 1e-15) & (true <= high + 1e-15)) @ pmf[b]
            assert covered >= 0.3 - 1e-12
    found = plug_in_js([300, 200, 100], [100, 200, 300], confidence=0.9)
    t = (math.sqrt(found.high) - math.sqrt(found.value)) ** 2 / (4 * LOG2) * 600 / 2  # equal n: twice one radius
    # Agrawal's bound at t, K - 1 = 2: half of the risk 0.1; the radius is rounded up by 1e-9
    assert math.exp(2 * (1 + math.log(t) - t)) == pytest.approx(0.05, rel=1e-7)
    wide = [plug_in_js(c * FALLING, c * RISING) for c in (100, 10_000, 1_000_000)]
    # sqrt JSD +- c/sqrt(n): the width falls tenfold, up to its second order
    assert wide[1].high - wide[1].low < (wide[0].high - wide[0].low) / 3
    assert wide[2].high - wide[2].low == pytest.approx((wide[1].high - wide[1].low) / 10, rel=0.1)


def test_what_the_interval_rests_on(generator):
    """JSD(p, q) <= log 2 KL(p || q), and sqrt JSD is a metric."""
    p, q, r = (generator.dirichlet(np.full(5, 0.3), 2000) for _ in range(3))
    assert np.all(js(p, q) <= LOG2 * kl(p, q) * (1 + 1e-12))
    assert np.all(np.sqrt(js(p, r)) <= np.sqrt(js(p, q)) + np.sqrt(js(q, r)) + 1e-12)


def test_a_missing_category_makes_kl_infinite_and_says_which():
    found = plug_in_kl([5, 1], [9, 0])
    assert (found.value, found.low, found.high) == (math.inf, 0, math.inf)
    assert "category 1" in found.says
    assert plug_in_kl([9, 0], [5, 1]).value == pytest.approx(math.log(6 / 5))


def test_unbinned_samples_give_log_2_whatever_the_laws(generator):
    """The naive failure: equal laws, near laws and far laws all give exactly the same number."""
    for shift, n, m, d in ((0, 500, 500, 1), (0.1, 300, 20, 2), (50, 7, 1, 3), (0, 1, 1, 1)):
        x, y = generator.normal(size=(n, d)), shift + generator.normal(size=(m, d))
        assert unbinned_js(x, y) == LOG2
    assert unbinned_js([0, 1], [0, 2]) == pytest.approx(LOG2 / 2)  # with ties it is the divergence of frequencies
    assert unbinned_js([0.0, 1], [-0.0, 1]) == 0
    # the discriminator that attains log 2 knows its points by heart; on held-out points of one law it proves nothing
    learned, real, fake = (generator.normal(size=2000) for _ in range(3))

    def by_heart(x):
        return np.where(np.isin(x, learned), 1.0, 0.0)

    assert js_lower_bound(by_heart(learned), by_heart(fake)).low > 0.5
    assert js_lower_bound(by_heart(real), by_heart(fake)).low == 0


@pytest.mark.parametrize(("n", "m", "d", "k"), [(12, 9, 1, 1), (30, 50, 3, 4), (6, 5, 2, 5)])
def test_nearest_neighbours_agree_with_the_formula(n, m, d, k, generator):
    x, y = generator.normal(size=(n, d)), generator.normal(size=(m, d))
    rho, nu = np.sort(cdist(x, x), axis=1)[:, k], np.sort(cdist(x, y), axis=1)[:, k - 1]  # column 0: the point itself
    expected = d * np.mean(np.log(nu / rho)) + math.log(m / (n - 1))
    assert knn_kl(x, y, k=k).value == pytest.approx(expected, rel=1e-10)
    assert knn_kl(5 * x + 1, 5 * y + 1, k=k).value == pytest.approx(expected, rel=1e-9)  # as KL, it knows no units


def shifted(law, n, generator):
    mean, variances = law
    return mean + generator.normal(size=(n, len(variances))) * np.sqrt(variances)


STANDARD, WIDE, NARROW = (0.0, [1, 1, 1]), (0.5, [2, 2, 2]), (1.0, [1, 2, 0.5])


def true_kl(p, q):
    return gaussian_kl(np.full(3, p[0]), np.diag(p[1]), np.full(3, q[0]), np.diag(q[1]))


@pytest.mark.parametrize(("q", "least", "most"), [(WIDE, 0, 0.15), (NARROW, 0.2, 0.5)], ids=["wide", "narrow"])
def test_the_bias_of_nearest_neighbours_falls_with_n(q, least, most, generator):
    """Against the closed form in three dimensions; where q has thinner tails than p it falls, but is a third still."""
    true, bias, error = true_kl(STANDARD, q), [], []
    for n, runs in ((40, 1500), (200, 400), (1000, 100)):
        found = [knn_kl(shifted(STANDARD, n, generator), shifted(q, n, generator)).value for _ in range(runs)]
        bias.append(abs(np.mean(found) - true))
        error.append(np.std(found) / math.sqrt(runs))
    for k in (0, 1):
        # the fall is some eight to twenty standard errors; at three it is no luck, and never missed
        assert bias[k] - bias[k + 1] > 3 * math.hypot(error[k], error[k + 1])
    # at n = 1000, as shares of the true value: measured 0.11 +- 0.01 and 0.32 +- 0.005
    assert least * true - 5 * error[2] < bias[2] < most * true + 5 * error[2]


def test_nearest_neighbours_know_which_law_is_first(generator):
    """Uniform on [0, 1] against [0, 2]: log 2 one way; the other way infinite, where every estimate is too small."""
    x, y = generator.random(2000), 2 * generator.random(2000)
    # standard deviation: sqrt of 2 trigamma(5)/2000, below 0.02, with correlated neighbours some 0.03: five of them
    assert knn_kl(x, y).value == pytest.approx(LOG2, abs=0.15)
    assert 1.5 < knn_kl(y, x).value < math.inf


def test_what_the_cap_rests_on(generator):
    """KL(P || (1 - 1/n) Q + P/n) <= log n, and all n points come from Q with probability at least 1/4."""
    for n in (2, 3, 10, 1000):
        p, q = generator.dirichlet(np.full(4, 0.1), (2, 500))
        assert np.all(kl(p, (1 - 1 / n) * q + p / n) <= kl_cap(n) + 1e-12)
        assert (1 - 1 / n) ** n >= 0.25


def test_an_estimate_above_the_cap_is_no_lower_bound(generator):
    """KL(P || Q') <= log n for the mixture Q', and the estimate exceeds it far more often than a bound of 95 % may."""
    n, runs = 50, 200
    above = 0
    for _ in range(runs):
        x, y = generator.normal(size=n), 40 + generator.normal(size=n)
        mixed = np.where(generator.random(n) < 1 / n, generator.normal(size=n), y)
        above += knn_kl(x, mixed).above_cap
    # all n are from Q with probability 0.364, and then the estimate cannot know
    assert measured(above, runs).low > 0.05
    assert measured(above, runs).high >= (1 - 1 / n) ** n
    near = knn_kl(generator.normal(size=n), generator.normal(size=2 * n))
    assert (near.above_cap, near.cap) == (False, math.log(2 * n))
    far = knn_kl(generator.normal(size=n), 1e6 + generator.normal(size=n))
    assert far.above_cap
    assert "beyond what any lower bound" in far.says


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: plug_in_js([0.5, 0.5], [1, 2]), r"x_counts\[0\] is 0.5.*numerics.js"),
        (lambda: plug_in_js([1, 2], [1, -2]), r"y_counts\[1\] is -2"),
        (lambda: plug_in_kl([1, np.nan], [1, 2]), r"x_counts\[1\] is nan"),
        (lambda: plug_in_kl([1, 2], [1, 2, 3]), "2 categories and y_counts 3"),
        (lambda: plug_in_kl([0, 0], [1, 2]), "counts nothing"),
        (lambda: plug_in_kl([[1, 2]], [1, 2]), "one count for each category"),
        (lambda: knn_kl([1, 1, 2], [3, 4, 5], k=1), r"x\[0\] occurs 2 times in x"),
        (lambda: knn_kl([1, 2, 3], [3, 4, 5], k=1), r"x\[2\] occurs 1 times in y"),
        (lambda: knn_kl([1, 2, 3], [4, 5], k=3), "at most min"),
        (lambda: knn_kl([1, 2, 3], [4, 5], k=0), "k is 0"),
        (lambda: knn_kl([[1, 2]], [4, 5]), "2 dimensions and y in 1"),
        (lambda: knn_kl([1, np.inf], [4, 5]), r"x\[1\] is not finite"),
        (lambda: unbinned_js([], [1]), "x has shape"),
        (lambda: kl_cap(1), "at least 2"),
    ],
)
def test_errors_name_what_was_given_and_the_way_out(call, message):
    with pytest.raises(NotSamples, match=message):
        call()


@pytest.mark.parametrize(
    "page", ["results", "intervals", "plug_in", "nearest_neighbours", "classifier", "two_sample_test"]
)
def test_the_examples_in_the_docstrings_are_true(page):
    outcome = doctest.testmod(importlib.import_module(f"numerics.samples.{page}"))
    assert outcome.attempted > 0
    assert outcome.failed == 0
