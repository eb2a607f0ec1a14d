"""Probes of `cross_entropy`: of two laws on finitely many outcomes."""

from __future__ import annotations

import numpy as np

from grading.probes import laws, usual
from grading.probes.kl import softmax
from grading.probes.probed import Mistake, Probed
from numerics import cross_entropy, entropy, kl

Array = np.ndarray


def terms(p: Array, q: Array) -> Array:
    """-p log q, 0 where p = 0 and inf where q = 0 < p."""
    return np.where(p > 0, -p * np.log(q), 0.0)


def total(p: Array, q: Array) -> float:
    return float(terms(p, q).sum())


MISTAKES = (
    usual.swapped(cross_entropy, "p and q are swapped: the mean is under p, the logarithm is of q"),
    *usual.units(cross_entropy),
    usual.sign(cross_entropy, "the minus in front is missing"),
    Mistake("entropy", "this is the entropy of p: the logarithm is of q", lambda p, q: entropy(p)),
    Mistake("entropy of q", "this is the entropy of q: the mean is under p", lambda p, q: entropy(q)),
    Mistake("KL", "this is KL(p || q), which is the cross-entropy minus the entropy of p", kl),
    usual.mean(cross_entropy),
    Mistake("binary", "this is the binary cross-entropy, with (1 - p) log(1 - q) added for every outcome",
            lambda p, q: total(p, q) + total(1 - p, 1 - q)),
    Mistake("binary mean", "this is the mean of binary cross-entropies, with (1 - p) log(1 - q) for every outcome",
            lambda p, q: (total(p, q) + total(1 - p, 1 - q)) / len(p)),
    Mistake("no weight", "the mean under p is missing: log q is added up without its weight p",
            lambda p, q: -np.log(q).sum()),
    Mistake("likeliest only", "this is -log q at the likeliest outcome; the mean is over all outcomes",
            lambda p, q: -np.log(q[np.argmax(p)])),
    Mistake("log of the mean", "the logarithm of the mean is taken, where the mean of the logarithms is asked for",
            lambda p, q: -np.log(np.sum(p * q))),
    Mistake("drops infinity", "outcomes with q = 0 are left out, but the answer is infinite where q = 0 < p",
            lambda p, q: total(p[q > 0], q[q > 0])),
    Mistake("softmax", "q is a law already; the softmax in torch's cross_entropy makes another law of it",
            lambda p, q: total(p, softmax(q))),
    Mistake("perplexity", "this is the perplexity, exp of the cross-entropy",
            lambda p, q: np.exp(cross_entropy(p, q))),
    *usual.epsilons(total),
    Mistake("epsilon", "an epsilon in q keeps the answer finite where it is infinite",
            lambda p, q: total(p, q + usual.EPSILON)),
)  # fmt: skip

CROSS_ENTROPY = Probed(
    name="cross_entropy",
    signature="cross_entropy(p, q)",
    says="The cross-entropy H(p, q) = -sum_i p_i log q_i in nats (natural logarithm), as a number. p and q are numpy "
         "arrays of shape (n,): probabilities, not negative, each adding up to 1. 0 log 0 counts as 0, and the "
         "answer is inf where q_i = 0 < p_i.",
    reference=cross_entropy,
    inputs=laws.pairs,
    sizes=laws.logs,
    mistakes=MISTAKES,
)  # fmt: skip
