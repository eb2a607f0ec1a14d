"""Probes of `js`: the Jensen-Shannon divergence of two laws on finitely many outcomes."""

from __future__ import annotations

import numpy as np

from grading.probes import laws, usual
from grading.probes.kl import terms, total
from grading.probes.probed import Mistake, Probed
from numerics import entropy, jeffreys, js, kl, squared_hellinger, triangular, tv

Array = np.ndarray


def halves(p: Array, q: Array) -> tuple[float, float]:
    """KL(p || m) and KL(q || m)."""
    m = (p + q) / 2
    return total(p, m), total(q, m)


def _both_positive(p: Array, q: Array) -> float:
    kept = (p > 0) & (q > 0)
    return sum(halves(p[kept], q[kept])) / 2


MISTAKES = (
    usual.times("factor 2", "off by the factor 2: each KL to the mixture counts one half", js, 2.0),
    Mistake("distance", "this is its square root, the Jensen-Shannon distance (as scipy's jensenshannon returns it)",
            lambda p, q: js(p, q) ** 0.5),
    *usual.units(js),
    Mistake("distance in bits", "this is the square root, and in bits: the divergence is asked for, in nats",
            lambda p, q: js(p, q, base=2) ** 0.5),
    usual.sign(js),
    Mistake("Jeffreys", "this is Jeffreys' divergence, KL(p || q) + KL(q || p): the mixture is missing", jeffreys),
    Mistake("half Jeffreys", "this is the mean of KL(p || q) and KL(q || p): the mixture is missing",
            lambda p, q: jeffreys(p, q) / 2),
    Mistake("KL", "this is KL(p || q)", kl),
    Mistake("KL swapped", "this is KL(q || p)", lambda p, q: kl(q, p)),
    Mistake("total variation", "this is the total variation distance", tv),
    Mistake("Hellinger", "this is the squared Hellinger distance", squared_hellinger),
    Mistake("triangular", "this is the triangular discrimination, sum (p - q)^2/(p + q)", triangular),
    Mistake("mixture not halved", "the mixture is p + q without its half: the divergences are to m = (p + q)/2",
            lambda p, q: (total(p, p + q) + total(q, p + q)) / 2),
    Mistake("no halves", "both halves are missing: this is the value of the game, -log 4 + 2 JSD",
            lambda p, q: total(p, p + q) + total(q, p + q)),
    Mistake("one half of the pair", "this is KL(p || m) alone; the other term is KL(q || m)",
            lambda p, q: halves(p, q)[0]),
    Mistake("half of one", "this is KL(p || m)/2 alone; KL(q || m)/2 is missing", lambda p, q: halves(p, q)[0] / 2),
    Mistake("other of the pair", "this is KL(q || m) alone; the other term is KL(p || m)",
            lambda p, q: halves(p, q)[1]),
    Mistake("other half", "this is KL(q || m)/2 alone; KL(p || m)/2 is missing", lambda p, q: halves(p, q)[1] / 2),
    Mistake("mixture first", "the arguments are swapped: the mixture stands second, KL(p || m)",
            lambda p, q: (total((p + q) / 2, p) + total((p + q) / 2, q)) / 2),
    Mistake("half of the second only", "KL(p || m) counts one half as well: brackets are missing",
            lambda p, q: halves(p, q)[0] + halves(p, q)[1] / 2),
    Mistake("half of the first only", "KL(q || m) counts one half as well: brackets are missing",
            lambda p, q: halves(p, q)[0] / 2 + halves(p, q)[1]),
    Mistake("entropies not halved", "H(m) - H(p) - H(q): the two entropies count one half each",
            lambda p, q: entropy((p + q) / 2) - entropy(p) - entropy(q)),
    usual.mean(js),
    usual.absolute(lambda p, q: np.stack([terms(p, (p + q) / 2), terms(q, (p + q) / 2)]) / 2),
    Mistake("drops zeros", "outcomes where one of p and q is 0 are left out, but the other one counts there",
            _both_positive),
    *usual.epsilons(lambda p, q: sum(halves(p, q)) / 2),
)  # fmt: skip

JS = Probed(
    name="js",
    signature="js(p, q)",
    says="The Jensen-Shannon divergence JSD(p, q) = KL(p || m)/2 + KL(q || m)/2 with m = (p + q)/2, in nats, as a "
         "number: the divergence, not its square root. p and q are numpy arrays of shape (n,): probabilities, not "
         "negative, each adding up to 1. 0 log 0 counts as 0.",
    reference=js,
    inputs=laws.finite_pairs,
    sizes=laws.logs,
    mistakes=MISTAKES,
)  # fmt: skip
