"""A proportion, with the interval that keeps its promise for every n and every true value."""

from __future__ import annotations

from typing import Any

from scipy import special

from numerics.samples.results import Estimate, NotSamples, inner, whole

SIDES = ("both", "lower", "upper")


def clopper_pearson(successes: Any, n: Any, *, confidence: float = 0.95, side: str = "both") -> Estimate:
    """The interval of Clopper and Pearson for a proportion: all r that a test of "the proportion is r" does not reject.

    low solves P(Bin(n, low) >= successes) = a, high solves P(Bin(n, high) <= successes) = a, with
    a = (1 - confidence)/2 for side="both" and a = 1 - confidence for "lower" (high is 1) and "upper" (low is 0).
    successes: whole, from 0 to n, out of n independent trials of one probability.

    Guarantee: for every n and every true r, P(low <= r <= high) >= confidence; it is larger for most r, as counts are
    discrete.  Accuracy: that of scipy.special.betaincinv, relative 1e-12.
    Raises NotSamples, ValueError.  Source: Clopper and Pearson 1934.

    >>> round(clopper_pearson(0, 10, side="upper").high, 12) == round(1 - 0.05**0.1, 12)
    True
    """
    total = whole(n, "n", least=1)
    s = whole(successes, "successes")
    if s > total:
        raise NotSamples(f"{s} successes in {total} trials; give first the successes, then all trials")
    if side not in SIDES:
        raise ValueError(f"side is {side!r}; give one of {', '.join(SIDES)}")
    a = (1 - inner(confidence, "confidence")) / (2 if side == "both" else 1)
    low = float(special.betaincinv(s, total - s + 1, a)) if s > 0 and side != "upper" else 0.0
    high = float(special.betainccinv(s + 1, total - s, a)) if s < total and side != "lower" else 1.0
    says = f"a proportion in [{low:.4g}, {high:.4g}] from {s} of {total}, confidence at least {confidence:g}"
    return Estimate(s / total, low, high, confidence, says)
