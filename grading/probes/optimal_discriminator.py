"""Probes of `optimal_discriminator`: D* at points where the densities are p and q."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from grading.probes import laws, usual
from grading.probes.probed import Input, Mistake, Probed, array

Array = np.ndarray


def best(p: Array, q: Array) -> Array:
    """p/(p + q)."""
    return p / (p + q)


def densities(rng: np.random.Generator) -> Iterator[Input]:
    """Values of two densities at n points: they add up to nothing in particular, and are not both 0."""
    yield Input((array(3), array(1)), "one point")
    yield Input((array(1, 3), array(1, 1)))
    yield Input((array(0.25, 0.75), array(0.75, 0.25)))
    yield Input((array(2, 1), array(0.5, 4)))
    yield Input((array(0, 2), array(1, 3)), "zeros")
    yield Input((array(2, 0.5), array(0, 1.5)), "zeros")
    yield Input((array(1e-13, 3e-20), array(3e-13, 1e-20)), "tiny values")
    yield Input((array(3e-305, 1e-305), array(1e-305, 4e-305)), "tiny values")
    yield Input((array(3e8, 1e8), array(1e8, 4e8)), "large values")
    yield Input((array(1e-200, 1e-9, 0.25), array(1e-190, 0.5, 1e-9)), "tiny values")
    yield Input((array(0.1, 0.2, 0.4), array(0.4, 0.3, 0.1)))
    for n in (1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 5, 5, 5, 6, 6, 7, 8, 9, 10, 12):
        yield Input((_values(rng, n), _values(rng, n)), "one point" if n == 1 else "", True)
    for n in (2, 3, 4, 5, 6, 8):
        p, q = _values(rng, n), _values(rng, n)
        at, other = rng.permutation(n)[:2]
        p[at], q[other] = 0.0, 0.0
        yield Input((p, q), "zeros", True)
    for n in (2, 3, 4, 5):
        power = 10.0 ** rng.integers(-30, -12)
        yield Input((_values(rng, n) * power, _values(rng, n) * power), "tiny values", True)
    for n, power in ((2, 1e-304), (3, 1e-305)):
        yield Input((_values(rng, n) * power, _values(rng, n) * power), "tiny values", True)
    for n in (2, 3, 4):
        power = 10.0 ** rng.integers(4, 12)
        yield Input((_values(rng, n) * power, _values(rng, n) * power), "large values", True)


def _values(rng: np.random.Generator, n: int) -> Array:
    """0.05 to 3, to two digits: the sums of p and of q differ, as they do on a grid."""
    return rng.integers(5, 300, n) / 100


def rounding(p: Array, q: Array) -> tuple[int, float]:
    """By way of log p - log q, which is off by eps (|log p| + |log q|): D moves by at most a quarter of that."""
    return 1, 1 + float(np.max(abs(laws.log(p)) + abs(laws.log(q)))) / 4


def _value(p: Array, q: Array) -> float:
    d = best(p, q)
    return float((p * laws.log(d) + q * laws.log(1 - d)).sum())


MISTAKES = (
    usual.swapped(best, "p and q are swapped: D is the probability that a point is real, so p stands above"),
    Mistake("p/q", "this is p/q, the odds; D = odds/(1 + odds)", lambda p, q: p / q),
    Mistake("q/p", "this is q/p; D = 1/(1 + q/p)", lambda p, q: q / p),
    Mistake("logit", "this is log(p/q), the logit of D", lambda p, q: np.log(p) - np.log(q)),
    Mistake("factor 2", "this is p/m with m = (p + q)/2: off by the factor 2", lambda p, q: 2 * best(p, q)),
    Mistake("factor 1/2", "off by the factor 1/2: it is p/(p + q), with no half", lambda p, q: best(p, q) / 2),
    Mistake("p", "this is p itself", lambda p, q: p),
    Mistake("mixture", "this is the mixture (p + q)/2", lambda p, q: (p + q) / 2),
    Mistake("one half", "this is 1/2 everywhere, which is D* for p = q only", lambda p, q: np.full(len(p), 0.5)),
    Mistake("decision", "this is the decision, 1 where p > q and 0 elsewhere; the probability is asked for",
            lambda p, q: (p > q) * 1.0),
    Mistake("decision", "this is the decision, 0 or 1; the probability is asked for", lambda p, q: (p >= q) * 1.0),
    Mistake("normalises", "p and q are divided by their sums first; they are densities at some points, not weights",
            lambda p, q: best(p / p.sum(), q / q.sum())),
    Mistake("normalises D", "D is divided by its sum; a probability at each point need not add up to 1",
            lambda p, q: best(p, q) / best(p, q).sum()),
    Mistake("sums below", "p is divided by the sum over all points; the quotient is taken point by point",
            lambda p, q: p / (p + q).sum()),
    Mistake("squares", "this is p^2/(p^2 + q^2)", lambda p, q: best(p * p, q * q)),
    Mistake("roots", "this is sqrt(p)/(sqrt(p) + sqrt(q))", lambda p, q: best(np.sqrt(p), np.sqrt(q))),
    Mistake("softmax", "this is exp(p)/(exp(p) + exp(q)): p and q are densities, not logits",
            lambda p, q: best(np.exp(p), np.exp(q))),
    Mistake("one minus", "this is 1 - p/q", lambda p, q: 1 - p / q),
    Mistake("(p - q)/(p + q)", "this is (p - q)/(p + q) = 2 D - 1", lambda p, q: 2 * best(p, q) - 1),
    Mistake("product below", "this is p/(p q): below stands a sum", lambda p, q: p / (p * q)),
    usual.sign(best),
    Mistake("bracket", "brackets are missing: p/p + q is 1 + q", lambda p, q: p / p + q),
    Mistake("derivative", "this is p/D - q/(1 - D) at D = 1/2; D* is where it vanishes", lambda p, q: 2 * p - 2 * q),
    Mistake("value", "this is the value of the game at D*, where D* itself is asked for", _value),
    *(Mistake("epsilon", "an epsilon in the denominator is the answer where both densities are small",
              lambda p, q, e=e: p / (p + q + e)) for e in (1e-8, 1e-12)),
)  # fmt: skip

OPTIMAL_DISCRIMINATOR = Probed(
    name="optimal_discriminator",
    signature="optimal_discriminator(p, q)",
    says="The discriminator D* that maximises the value E_p[log D] + E_q[log(1 - D)], at n points: a numpy array of "
         "shape (n,), the probability that each point is real. p and q are numpy arrays of shape (n,): the density "
         "of the data and of the generator at these points. They are not negative, never both 0 at a point, and need "
         "not add up to 1.",
    reference=best,
    inputs=densities,
    sizes=rounding,
    mistakes=MISTAKES,
)  # fmt: skip
