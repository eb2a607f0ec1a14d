"""Probes of `total_variation`: the total variation distance of two laws on finitely many outcomes."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from grading.probes import laws, usual
from grading.probes.probed import Input, Mistake, Probed
from numerics import js, kl, squared_hellinger, tv

Array = np.ndarray
#: A maximum over all events is right as well, and 2^12 of them are looked through in time.
MOST = 12


def pairs(rng: np.random.Generator) -> Iterator[Input]:
    """The pairs of few outcomes."""
    return (each for each in laws.finite_pairs(rng) if len(each.arguments[0]) <= MOST)


MISTAKES = (
    usual.times("factor 2", "off by the factor 2: the sum of |p - q| is halved, and at most 1", tv, 2.0),
    usual.mean(tv),
    Mistake("mean without half", "this is np.mean of |p - q|: the terms are added up, and the sum is halved",
            lambda p, q: 2 * tv(p, q) / len(p)),
    Mistake("no absolute value", "without the absolute value the differences cancel: they always add up to 0",
            lambda p, q: np.sum(p - q) / 2),
    Mistake("largest difference", "the largest |p_i - q_i| is over single outcomes; the distance is over all events",
            lambda p, q: np.max(np.abs(p - q))),
    Mistake("largest one-sided difference", "this is the largest p_i - q_i; the distance is over all events",
            lambda p, q: np.max(p - q)),
    Mistake("cumulated", "this is the largest difference of the distribution functions (Kolmogorov's distance)",
            lambda p, q: np.max(np.abs(np.cumsum(p - q)))),
    Mistake("W1", "this adds up differences of the distribution functions: W1 of the outcomes 0, 1, 2, ...",
            lambda p, q: np.sum(np.abs(np.cumsum(p - q)))),
    Mistake("Euclidean", "this is the Euclidean distance", lambda p, q: np.sqrt(np.sum((p - q) ** 2))),
    Mistake("half Euclidean", "this is half the Euclidean distance", lambda p, q: np.sqrt(np.sum((p - q) ** 2)) / 2),
    Mistake("squares", "the differences are squared, where their absolute values are asked for",
            lambda p, q: np.sum((p - q) ** 2)),
    Mistake("half of squares", "the differences are squared, where their absolute values are asked for",
            lambda p, q: np.sum((p - q) ** 2) / 2),
    usual.sign(tv),
    Mistake("squared", "this is the square of the right answer", lambda p, q: tv(p, q) ** 2),
    Mistake("one minus", "this is the overlap, one minus the distance", lambda p, q: 1 - tv(p, q)),
    Mistake("Hellinger", "this is the squared Hellinger distance", squared_hellinger),
    Mistake("KL", "this is KL(p || q)", kl),
    Mistake("JSD", "this is the Jensen-Shannon divergence", js),
    Mistake("Pinsker", "this is Pinsker's upper bound sqrt(KL/2), not the distance",
            lambda p, q: (kl(p, q) / 2) ** 0.5),
)  # fmt: skip

TOTAL_VARIATION = Probed(
    name="total_variation",
    signature="total_variation(p, q)",
    says="The total variation distance TV(p, q) = (1/2) sum_i |p_i - q_i|, between 0 and 1, as a number. p and q are "
         "numpy arrays of shape (n,): probabilities, not negative, each adding up to 1.",
    reference=tv,
    inputs=pairs,
    sizes=laws.absolute,
    mistakes=MISTAKES,
)  # fmt: skip
