"""Probes of `kl`: the Kullback-Leibler divergence of two laws on finitely many outcomes."""

from __future__ import annotations

import numpy as np

from grading.probes import laws, usual
from grading.probes.probed import Mistake, Probed
from numerics import chi_square, jeffreys, js, kl, tv

Array = np.ndarray


def terms(p: Array, q: Array) -> Array:
    """p log(p/q), 0 where p = 0 and inf where q = 0 < p; of any masses, not of laws only."""
    return np.where(p > 0, p * (laws.log(p) - np.log(q)), 0.0)


def total(p: Array, q: Array) -> float:
    return float(terms(p, q).sum())


def softmax(x: Array) -> Array:
    return np.exp(x) / np.exp(x).sum()


MISTAKES = (
    usual.swapped(kl, "p and q are swapped: KL(p || q) is the mean under p, its first argument"),
    *usual.units(kl),
    usual.sign(kl, "the sign is wrong: the ratio is p/q, and there is no minus in front"),
    Mistake("Jeffreys", "this is Jeffreys' divergence, KL(p || q) + KL(q || p)", jeffreys),
    Mistake("half Jeffreys", "this is the mean of KL(p || q) and KL(q || p)", lambda p, q: jeffreys(p, q) / 2),
    Mistake("JSD", "this is the Jensen-Shannon divergence", js),
    Mistake("total variation", "this is the total variation distance", tv),
    Mistake("chi-square", "this is the chi-square divergence", chi_square),
    Mistake("cross-entropy", "this is the cross-entropy -sum p log q, without the entropy of p",
            lambda p, q: np.where(p > 0, -p * np.log(q), 0.0).sum()),
    usual.mean(kl),
    usual.absolute(terms),
    Mistake("no weight", "the mean under p is missing: log(p/q) is added up without its weight p",
            lambda p, q: (np.log(p) - np.log(q)).sum()),
    Mistake("absolute value", "the weight of log(p/q) is |p - q|, not p",
            lambda p, q: _weighed(abs(p - q), p, q).sum()),
    Mistake("weight p - q", "the weight of log(p/q) is p - q, not p, which makes it Jeffreys' divergence",
            lambda p, q: ((p - q) * (np.log(p) - np.log(q))).sum()),
    Mistake("drops infinity", "outcomes with q = 0 are left out, but KL is infinite where q = 0 < p",
            lambda p, q: total(p[q > 0], q[q > 0])),
    Mistake("zero for infinity", "0 is returned where q = 0 < p, but KL is infinite there",
            lambda p, q: total(p, q) if np.isfinite(total(p, q)) else 0.0),
    *usual.epsilons(total),
    Mistake("epsilon", "an epsilon in q keeps KL finite where it is infinite",
            lambda p, q: total(p, q + usual.EPSILON)),
    Mistake("kl_div", "torch's kl_div(p, q) is this: the other order, and the first argument is taken for a logarithm",
            lambda p, q: np.where(q > 0, q * (laws.log(q) - p), 0.0).sum()),
    Mistake("softmax", "p and q are probabilities already; a softmax makes other laws of them",
            lambda p, q: total(softmax(p), softmax(q))),
    Mistake("squared", "the square of the right answer", lambda p, q: kl(p, q) ** 2),
    Mistake("its root", "the square root of the right answer", lambda p, q: kl(p, q) ** 0.5),
)  # fmt: skip


def _weighed(weight: Array, p: Array, q: Array) -> Array:
    return np.where(weight > 0, weight * (np.log(p) - np.log(q)), 0.0)


KL = Probed(
    name="kl",
    signature="kl(p, q)",
    says="The Kullback-Leibler divergence KL(p || q) = sum_i p_i log(p_i/q_i) in nats (natural logarithm), as a "
         "number. p and q are numpy arrays of shape (n,): probabilities, not negative, each adding up to 1. 0 log 0 "
         "counts as 0, and the answer is inf where q_i = 0 < p_i.",
    reference=kl,
    inputs=laws.pairs,
    sizes=laws.logs,
    mistakes=MISTAKES,
)  # fmt: skip
