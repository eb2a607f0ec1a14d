"""Two-sample tests: their level, exactly where there are few outcomes and measured elsewhere, and their power.

A measured frequency is compared by Clopper and Pearson's interval (scipy's, not ours), each end at risk 1e-6.
"""

import math

import numpy as np
import pytest
from scipy import stats

from numerics.certified import certified_tv
from numerics.laws import Normal
from numerics.samples import NotSamples, classifier_test, classifier_test_power, critical_count, permutation_test


def measured(times: int, runs: int):
    """The interval of a measured frequency: each end is wrong with probability at most 1e-6."""
    return stats.binomtest(int(times), runs).proportion_ci(1 - 2e-6)


@pytest.mark.parametrize("n", [1, 10, 101])
def test_the_classifier_tests_p_value_is_binomial(n):
    for s in range(n + 1):
        assert classifier_test(s, n).p_value == pytest.approx(stats.binomtest(s, n, alternative="greater").pvalue)
    least = critical_count(n, level=0.05)
    assert least == n + 1 or classifier_test(least, n).rejects
    assert not classifier_test(least - 1, n).rejects
    assert classifier_test_power(0.5, n) <= 0.05


@pytest.mark.parametrize("blind", [0.02, 0.3, 0.5, 0.9])
def test_the_classifier_tests_level_holds_for_balanced_labels_exactly(blind):
    """Under one law a classifier calls a share of both samples real: right on these reals, wrong on these fakes."""
    for half in (1, 5, 12):
        counts = np.convolve(
            stats.binom.pmf(np.arange(half + 1), half, blind), stats.binom.pmf(np.arange(half + 1), half, 1 - blind)
        )
        p_values = np.array([classifier_test(s, 2 * half).p_value for s in range(2 * half + 1)])
        for a in (0.001, 0.05, 0.2, 0.49):
            assert counts @ (p_values <= a) <= a + 1e-12


def test_the_classifier_tests_level_and_power_when_measured(generator):
    n, runs = 120, 4000

    def rejected(law_of_fakes, cut):
        real = generator.random((runs, n)) < 0.5
        x = np.where(real, generator.normal(size=(runs, n)), law_of_fakes + generator.normal(size=(runs, n)))
        right = ((x < cut) == real).sum(axis=1)
        return measured(sum(classifier_test(s, n).rejects for s in right), runs)

    assert rejected(0, 0.5).low <= 0.05
    # p-values are discrete: the level of n = 120 is known exactly, and is what comes out
    exact = classifier_test_power(0.5, n)
    assert rejected(0, 0.5).low <= exact <= rejected(0, 0.5).high
    shift = 0.4  # TV = 2 Phi(0.2) - 1 = 0.159, the power about one half
    tv = (
        float(certified_tv(Normal(0, 1), Normal(0, "1")).mid()),
        float(certified_tv(Normal(0, 1), Normal("0.4", 1)).mid()),
    )
    assert tv[0] == 0
    power = classifier_test_power((1 + tv[1]) / 2, n)
    found = rejected(shift, shift / 2)
    assert found.low <= power <= found.high
    assert 0.3 < power < 0.8
    assert rejected(shift, 1.5).high < power  # no other classifier has this power


def gap(x, y):
    return abs(float(x.mean() - y.mean()))


def test_the_permutation_tests_level_is_exact(generator):
    runs, count = 3000, 9
    p_values = np.array([
        permutation_test(*generator.normal(size=(2, 6)), gap, rng=generator, permutations=count, level=0.5).p_value
        for _ in range(runs)
    ])  # fmt: skip
    for a in (0.1, 0.12, 0.2, 0.5, 0.9):  # at 0.12 a test that forgets the 1 + in p would reject 2 of 10 times
        found = measured(np.sum(p_values <= a + 1e-12), runs)
        exact = math.floor(a * (1 + count) + 1e-9) / (1 + count)
        assert found.low <= exact <= found.high
        assert measured(np.sum((p_values * (1 + count) - 1) / count <= 0.12), runs).low > 0.12


def test_the_permutation_test_with_ties_rounding_and_power(generator):
    ones = np.ones(5)
    assert permutation_test(ones, ones, gap, rng=generator).p_value == 1.0
    # sums of tenths in another order differ in the last bit: the same statistic, and a tie
    runs, tenths = 1000, 0.1 * generator.integers(0, 3, size=(1000, 2, 5))
    rejected = sum(permutation_test(x, y, gap, rng=generator, permutations=19).rejects for x, y in tenths)
    assert measured(rejected, runs).low <= 0.05
    far = permutation_test(np.arange(20.0), 100 + np.arange(20.0), gap, rng=generator, permutations=99)
    assert far.rejects
    assert far.p_value == 0.01
    again = [permutation_test([1, 2, 5], [2, 3], gap, rng=np.random.default_rng(7)) for _ in range(2)]
    assert again[0] == again[1]


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: classifier_test(11, 10), NotSamples, "11 correct of 10"),
        (lambda: classifier_test(1, 10, level=0), ValueError, "level is 0"),
        (lambda: classifier_test_power(1.5, 10), ValueError, r"\(1 \+ TV\)/2"),
        (lambda: permutation_test([1], [2], gap, rng=None, permutations=9), ValueError, "give at least 19"),  # type: ignore[arg-type]
        (lambda: permutation_test([1], [[1, 2]], gap, rng=None), NotSamples, "1 dimensions and y in 2"),  # type: ignore[arg-type]
        (lambda: permutation_test([1], [2], lambda x, y: np.nan, rng=None), NotSamples, "is nan"),  # type: ignore[arg-type]
    ],
)
def test_errors_name_what_was_given_and_the_way_out(call, error, message):
    with pytest.raises(error, match=message):
        call()
