"""Do two samples come from one law? A classifier's held-out answers, and permutations for any statistic."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from numerics.samples.results import NotSamples, TestResult, inner, same_dimension, same_number, whole
from numerics.weights import Array


def classifier_test(correct: Any, n: Any, *, level: float = 0.05) -> TestResult:
    """The classifier two-sample test: p = P(Bin(n, 1/2) >= correct).

    correct: of n held-out points, how many the classifier told right.  The points are n/2 real and n/2 fake, or each
    is real or fake by a fair coin: with unequal shares a classifier that sees nothing beats 1/2.
    Level: under one law P(p_value <= a) <= a for every a < 1/2, exactly the binomial probability for fair coins; with
    n/2 of each the count has lighter tails than the binomial one (Hoeffding 1956, Theorem 4).
    Raises NotSamples, ValueError.  Source: Lopez-Paz and Oquab 2017, who use its normal approximation.

    >>> classifier_test(9, 10).p_value
    0.0107421875
    """
    total, right = whole(n, "n", least=1), whole(correct, "correct")
    if right > total:
        raise NotSamples(f"{right} correct of {total}; give first the correct answers, then all")
    p_value = _at_least(right, total, 0.5)
    rejects = p_value <= inner(level, "level")
    says = f"{right} of {total} right: two laws {'told apart' if rejects else 'not told apart'} at level {level:g}"
    return TestResult(right / total, p_value, level, rejects, f"{says} (p = {p_value:.3g})")


def critical_count(n: Any, *, level: float = 0.05) -> int:
    """The least number of correct answers out of n at which `classifier_test` rejects; n + 1 where none does.

    >>> critical_count(10)
    9
    """
    total = whole(n, "n", least=1)
    a = inner(level, "level")
    counts = np.arange(total + 1)
    tails = np.array([1.0, *special.betainc(counts[1:], total - counts[1:] + 1, 0.5)])
    return int(np.sum(tails > a))


def classifier_test_power(accuracy: float, n: Any, *, level: float = 0.05) -> float:
    """P(Bin(n, accuracy) >= critical_count(n)): how often a classifier of this accuracy makes the test reject.

    accuracy: the probability of a right answer, labels by a fair coin; the best classifier has (1 + TV(p, q))/2, so
    that no classifier, and no n, finds a difference that TV does not allow.  With n/2 of each label the variance is
    smaller than the binomial one, and the power is that of a sum of two binomials.
    Accuracy: that of scipy.special.betainc, relative 1e-12.  Raises NotSamples, ValueError.

    >>> classifier_test_power(0.5, 10)
    0.0107421875
    """
    if not 0 <= accuracy <= 1:
        raise ValueError(f"accuracy is {accuracy}; it is a probability: give (1 + TV)/2 for the best classifier")
    return _at_least(critical_count(n, level=level), whole(n, "n", least=1), accuracy)


def permutation_test(
    x: ArrayLike,
    y: ArrayLike,
    statistic: Callable[[Array, Array], float],
    *,
    rng: np.random.Generator,
    permutations: Any = 999,
    level: float = 0.05,
) -> TestResult:
    """Any statistic, large when the samples differ: p = (1 + #{T_b >= T})/(1 + B) over B random splits of all points.

    x, y: shapes (n, d) and (m, d), or (n,) and (m,), which are handed over as (n, 1) and (m, 1).
    statistic(x, y): a float; it sees arrays of the shapes above and must not look at anything else.
    Level: under one law (points exchangeable) P(p_value <= a) <= a for every a, for all n, m and B; equality for
    a (1 + B) whole and a statistic without ties.  Values within a relative 1e-12 of T count as ties, which only raises
    the p-value.  The smallest p-value is 1/(1 + B): a level below that is refused.
    Raises NotSamples, ValueError.  Source: Phipson and Smyth 2010; Lehmann and Romano 2005, Section 15.2.1.
    """
    a, b = same_dimension(x, y)
    count = whole(permutations, "permutations", least=1)
    if inner(level, "level") * (1 + count) < 1 - 1e-12:
        raise ValueError(
            f"{count} permutations cannot reject at level {level:g}; give at least {int(np.ceil(1 / level)) - 1}"
        )
    found = same_number(statistic(a, b), "statistic(x, y)")
    together, n = np.concatenate([a, b]), len(a)
    least = found - 1e-12 * abs(found) if np.isfinite(found) else found
    above = 0
    for _ in range(count):
        mixed = together[rng.permutation(len(together))]
        above += same_number(statistic(mixed[:n], mixed[n:]), "statistic of a permuted pair") >= least
    p_value = (1 + above) / (1 + count)
    rejects = p_value <= level * (1 + 1e-12)
    says = f"{above} of {count} permutations reach {found:.4g}: p = {p_value:.3g}"
    verdict = "told apart" if rejects else "not told apart"
    return TestResult(found, p_value, level, rejects, f"{says}, two laws {verdict} at level {level:g}")


def _at_least(count: int, n: int, probability: float) -> float:
    """P(Bin(n, probability) >= count)."""
    if count <= 0:
        return 1.0
    if count > n:
        return 0.0
    return float(special.betainc(count, n - count + 1, probability))
