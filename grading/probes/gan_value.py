"""Probes of `gan_value`: the value of the game for a discriminator on finitely many outcomes."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from grading.probes import laws, usual
from grading.probes.probed import Input, Mistake, Probed, array
from numerics import js

Array = np.ndarray
LOG4 = 2 * float(np.log(2.0))


def halves(d: Array, p: Array, q: Array) -> tuple[Array, Array]:
    """The terms p log d and q log(1 - d), 0 where the weight is 0."""
    return np.where(p > 0, p * np.log(d), 0.0), np.where(q > 0, q * np.log1p(-d), 0.0)


def value(d: Array, p: Array, q: Array) -> float:
    """sum p log d + sum q log(1 - d), with 0 log 0 = 0; -inf where D is sure and wrong."""
    with np.errstate(divide="ignore", invalid="ignore"):
        real, fake = halves(d, p, q)
    return float(real.sum() + fake.sum())


def games(rng: np.random.Generator) -> Iterator[Input]:
    """A discriminator and two laws; where D is 0 or 1 the answer is finite if no mass lies on its mistake."""
    yield Input((array(0.25), array(1), array(1)), "one point")
    yield Input((array(0.25, 0.5), array(0.5, 0.5), array(0.25, 0.75)))
    yield Input((array(0.5, 0.5), array(0.75, 0.25), array(0.5, 0.5)))
    yield Input((array(0.8, 0.1), array(0.75, 0.25), array(0.5, 0.5)))
    yield Input((array(0.99, 0.01), array(0.75, 0.25), array(0.5, 0.5)))
    yield Input((array(0.01, 0.99), array(0.75, 0.25), array(0.5, 0.5)))
    yield Input((array(0.25, 0.75), array(0, 1), array(0.5, 0.5)), "zeros")
    yield Input((array(1, 0.25), array(0.25, 0.75), array(0, 1)), "certain answers")
    yield Input((array(0, 0.25), array(0, 1), array(0.5, 0.5)), "certain answers")
    yield Input((array(1, 0), array(1, 0), array(0, 1)), "certain answers")
    yield Input((array(0, 0.5), array(0.25, 0.75), array(0.5, 0.5)), "infinite values")
    yield Input((array(0.5, 1), array(0.25, 0.75), array(0.5, 0.5)), "infinite values")
    yield Input((array(1e-20, 0.5), array(0.5, 0.5), array(0.25, 0.75)), "tiny values")
    yield Input((array(1e-6, 0.5), array(0.5, 0.5), array(0.25, 0.75)), "tiny values")
    yield Input((array(0.5, 1 - 1e-9), array(0.5, 0.5), array(0.25, 0.75)), "tiny values")
    yield Input((array(0.5, 0.25, 0.75), array(0.2, 0.3, 0.5), array(0.6, 0.3, 0.1)))
    for n in (2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 5, 5, 6, 6, 7, 8, 10, 12, 50):
        yield Input((_answers(rng, n), laws.law(rng, n), laws.law(rng, n)), "", True)
    for n in (2, 3, 4, 5, 6):
        yield Input((_answers(rng, n), laws.law(rng, n, zeros=1), laws.law(rng, n)), "zeros", True)
    for n in (3, 4, 5, 6):
        p, q = laws.law(rng, n, zeros=1), laws.law(rng, n)
        d = _answers(rng, n)
        d[p == 0] = 0.0
        yield Input((d, p, q), "certain answers", True)
    for n in (3, 5):
        d = _answers(rng, n)
        d[int(rng.integers(n))] = float(rng.integers(2))
        yield Input((d, laws.law(rng, n), laws.law(rng, n)), "infinite values", True)


def _answers(rng: np.random.Generator, n: int) -> Array:
    """0.01 to 0.99, to two digits."""
    return rng.integers(1, 100, n) / 100


def sizes(d: Array, p: Array, q: Array) -> tuple[int, float]:
    """The terms, and 2 for the roundings of the weights and of 1 - d, which move q log(1 - d) by eps/2 q/(1 - d)."""
    inside = (d > 0) & (d < 1)
    logs = (p * abs(laws.log(d)) + q * abs(laws.log(1 - d)))[inside]
    return 2 * d.size, float(logs.sum()) + 2


MISTAKES = (
    Mistake("labels swapped", "p and q are swapped: log D is averaged over the data, log(1 - D) over the fakes",
            lambda d, p, q: value(d, q, p)),
    usual.sign(value, "this is minus the value: the loss that is minimised, where the value is asked for"),
    Mistake("factor 1/2", "off by the factor 1/2: the value has no half in front",
            lambda d, p, q: value(d, p, q) / 2),
    Mistake("factor -1/2", "this is the mean binary cross-entropy, -V/2", lambda d, p, q: -value(d, p, q) / 2),
    *usual.units(value),
    usual.mean(value),
    Mistake("no weights", "the means under p and q are missing: the logarithms are averaged without weights",
            lambda d, p, q: (np.log(d) + np.log1p(-d)).mean()),
    Mistake("no weights, summed", "the means under p and q are missing: the logarithms are added up without weights",
            lambda d, p, q: (np.log(d) + np.log1p(-d)).sum()),
    Mistake("data only", "the second term, the mean of log(1 - D) over the fakes, is missing",
            lambda d, p, q: halves(d, p, q)[0].sum()),
    Mistake("fakes only", "the first term, the mean of log D over the data, is missing",
            lambda d, p, q: halves(d, p, q)[1].sum()),
    Mistake("log D for fakes", "log D is averaged over the fakes as well; there it is log(1 - D)",
            lambda d, p, q: _logs(p + q, d).sum()),
    Mistake("non-saturating", "the fakes count -log D, as in the non-saturating loss; in the value it is log(1 - D)",
            lambda d, p, q: (_logs(p, d) - _logs(q, d)).sum()),
    Mistake("minus between", "the second term has a minus; both are added",
            lambda d, p, q: np.subtract(*halves(d, p, q)).sum()),
    Mistake("1 - log D", "this has 1 - log D, where log(1 - D) is asked for",
            lambda d, p, q: (_logs(p, d) + q - _logs(q, d)).sum()),
    Mistake("log of the means", "the logarithm of the mean is taken, where the mean of the logarithms is asked for",
            lambda d, p, q: np.log((p * d).sum()) + np.log((q * (1 - d)).sum())),
    Mistake("law in the logarithm", "p and q stand inside the logarithms; they are weights in front",
            lambda d, p, q: (np.log(p * d) + np.log(q * (1 - d))).sum()),
    Mistake("no logarithm", "the logarithms are missing", lambda d, p, q: (p * d + q * (1 - d)).sum()),
    Mistake("WGAN", "this is E_p[D] - E_q[D], the objective of a WGAN", lambda d, p, q: (p * d - q * d).sum()),
    Mistake("least squares", "this has squares, as a least-squares GAN",
            lambda d, p, q: (p * (d - 1) ** 2 + q * d**2).sum()),
    Mistake("value at D*", "this is the value at the best discriminator, -log 4 + 2 JSD, whatever d is",
            lambda d, p, q: 2 * js(p, q) - LOG4),
    Mistake("JSD", "this is the Jensen-Shannon divergence: d does not enter it", lambda d, p, q: js(p, q)),
    Mistake("log 4 added", "log 4 is added: that belongs to JSD = (V(D*) + log 4)/2",
            lambda d, p, q: value(d, p, q) + LOG4),
    Mistake("drops infinity", "outcomes where D is 0 or 1 are left out, but the value is -inf where it is wrong there",
            lambda d, p, q: _kept(d, p, q)),
    Mistake("epsilon", "D is clipped: the value is infinite where D is sure and wrong",
            lambda d, p, q: value(np.clip(d, usual.EPSILON, 1 - usual.EPSILON), p, q)),
    Mistake("epsilon", "an epsilon in the logarithms changes the value, and it is infinite where D is sure and wrong",
            lambda d, p, q: (p * np.log(d + usual.EPSILON) + q * np.log(1 - d + usual.EPSILON)).sum()),
)  # fmt: skip


def _logs(weight: Array, d: Array) -> Array:
    return np.where(weight > 0, weight * np.log(d), 0.0)


def _kept(d: Array, p: Array, q: Array) -> float:
    inside = (d > 0) & (d < 1)
    return value(d[inside], p[inside], q[inside])


GAN_VALUE = Probed(
    name="gan_value",
    signature="gan_value(d, p, q)",
    says="The value of the game, V = sum_i p_i log d_i + sum_i q_i log(1 - d_i), in nats (natural logarithm), as a "
         "number. All are numpy arrays of shape (n,): d the discriminator's probabilities in [0, 1], p the law of "
         "the data, q that of the generator, each adding up to 1. 0 log 0 counts as 0, and the answer is -inf where "
         "d_i = 0 < p_i or where d_i = 1 and q_i > 0.",
    reference=value,
    inputs=games,
    sizes=sizes,
    mistakes=MISTAKES,
)  # fmt: skip
