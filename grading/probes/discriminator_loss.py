"""Probes of `discriminator_loss`: what the discriminator minimises, minus the value of the game, of logits."""

from __future__ import annotations

from collections.abc import Iterator
from math import log

import numpy as np

from grading.probes import logits, usual
from grading.probes.logits import CLIP, LARGE, MIDDLE, sigmoid, softplus
from grading.probes.probed import Input, Mistake, Probed, array

Array = np.ndarray


def loss(real: Array, fake: Array) -> float:
    """mean softplus(-real) + mean softplus(fake)."""
    return float(softplus(-real).mean() + softplus(fake).mean())


def batches(rng: np.random.Generator) -> Iterator[Input]:
    """Logits of a real and of a fake batch, of equal and unequal sizes, and such that exp overflows."""
    yield Input((array(0), array(0)), "one point")
    yield Input((array(2), array(-1)), "one point")
    yield Input((array(1, 0), array(-1, 2)))
    yield Input((array(0.5, -2), array(1.5, 0)))
    yield Input((array(1, 2, -1), array(0)), "unequal sizes")
    yield Input((array(-1), array(2, -2, 0.5)), "unequal sizes")
    for a in MIDDLE:
        yield Input((array(a, -a), array(-a - 1, a + 1)), "large logits")
    for large in LARGE:
        yield Input((large, array(*[0.5] * len(large))), "large logits")
        yield Input((array(*[-0.5] * len(large)), large), "large logits")
    for n in (1, 2, 2, 2, 3, 3, 3, 4, 4, 5, 5, 6, 6, 8, 8, 12):
        yield Input((logits.drawn(rng, n), logits.drawn(rng, n)), "one point" if n == 1 else "", True)
    for n, m in ((1, 3), (2, 3), (4, 2), (3, 7), (6, 4), (9, 5)):
        yield Input((logits.drawn(rng, n), logits.drawn(rng, m)), "unequal sizes", True)
    for n in (2, 3, 4, 6, 8):
        yield Input((logits.drawn_middle(rng, n), logits.drawn_middle(rng, n)), "large logits", True)
    for n in (2, 3, 4, 6):
        yield Input((logits.drawn_large(rng, n), logits.drawn_large(rng, n)), "large logits", True)


def _naive(real: Array, fake: Array, *, epsilon: float = 0.0) -> float:
    return -np.log(sigmoid(real) + epsilon).mean() - np.log(1 - sigmoid(fake) + epsilon).mean()


def _clipped(real: Array, fake: Array, at: float) -> float:
    d_real, d_fake = (np.clip(sigmoid(a), at, 1 - at) for a in (real, fake))
    return -np.log(d_real).mean() - np.log(1 - d_fake).mean()


def _no_nan(real: Array, fake: Array) -> float:
    return np.nan_to_num(_naive(real, fake))


def _paired(real: Array, fake: Array, *, half: bool = False) -> float:
    n = min(len(real), len(fake))
    return loss(real[:n], fake[:n]) / (1 + half)


EPSILON = "D is clipped, or an epsilon added: take the loss from the logit, which is exact and never infinite"

MISTAKES = (
    Mistake("labels swapped", "the labels are swapped: real points want log D, fakes log(1 - D)",
            lambda a, b: loss(b, a)),
    usual.sign(loss, "the minus is missing: D maximises this, and the loss that it minimises is asked for"),
    Mistake("factor 1/2", "off by the factor 1/2: the two means are added, without a half in front",
            lambda a, b: loss(a, b) / 2),
    Mistake("factor -1/2", "off by the factor -1/2: a minus is missing, and no half is wanted",
            lambda a, b: -loss(a, b) / 2),
    Mistake("one mean", "the mean is over real and fake points together; each batch has its own, and they are added",
            lambda a, b: (softplus(-a).sum() + softplus(b).sum()) / (len(a) + len(b))),
    Mistake("sum for mean", "the terms are added up over the batch; their mean is asked for",
            lambda a, b: softplus(-a).sum() + softplus(b).sum()),
    Mistake("value sum", "the terms are added up over the batch, and the minus is missing",
            lambda a, b: -softplus(-a).sum() - softplus(b).sum()),
    Mistake("pairs", "points are taken in pairs, and the longer batch is cut", _paired),
    Mistake("pairs, half", "points are taken in pairs, the longer batch is cut, and a half is put in front",
            lambda a, b: _paired(a, b, half=True)),
    Mistake("real only", "the fakes are missing: the mean of -log(1 - D) is added", lambda a, b: softplus(-a).mean()),
    Mistake("fakes only", "the real points are missing: the mean of -log D is added",
            lambda a, b: softplus(b).mean()),
    Mistake("all real", "the fakes are labelled real, too: for them it is log(1 - D)",
            lambda a, b: softplus(-a).mean() + softplus(-b).mean()),
    Mistake("all fake", "the real points are labelled fake, too: for them it is log D",
            lambda a, b: softplus(a).mean() + softplus(b).mean()),
    Mistake("two sigmoids", "the sigmoid is applied twice: the loss of logits applies it, so it gets the logit",
            lambda a, b: loss(sigmoid(a), sigmoid(b))),
    Mistake("logits for probabilities", "the logits are taken for probabilities: D = sigmoid(logit)",
            lambda a, b: -np.log(a).mean() - np.log(1 - b).mean()),
    Mistake("overflows", "exp overflows, or D rounds to 1: use softplus of the logit, max(a, 0) + log1p(exp(-|a|))",
            _naive),
    Mistake("overflows", "log(1 + exp(a)) overflows: use np.logaddexp(0, a), or max(a, 0) + log1p(exp(-|a|))",
            lambda a, b: np.log(1 + np.exp(-a)).mean() + np.log(1 + np.exp(b)).mean()),
    Mistake("threshold", "softplus(a) is not a itself above some number, but off by exp(-a): np.logaddexp(0, a)",
            lambda a, b: logits.cut(-a).mean() + logits.cut(b).mean()),
    Mistake("infinities replaced", "nan_to_num hides an overflow behind another number", _no_nan),
    *(Mistake("epsilon", EPSILON, lambda a, b, e=e: _clipped(a, b, e)) for e in (CLIP, usual.EPSILON)),
    *(Mistake("epsilon", EPSILON, lambda a, b, e=e: _naive(a, b, epsilon=e)) for e in (1e-8, usual.EPSILON)),
    *usual.units(loss),
    Mistake("hinge", "this is the hinge loss",
            lambda a, b: np.maximum(0, 1 - a).mean() + np.maximum(0, 1 + b).mean()),
    Mistake("least squares", "this is the least-squares loss of the logits",
            lambda a, b: ((a - 1) ** 2).mean() + (b**2).mean()),
    Mistake("least squares of D", "this is the least-squares loss of D",
            lambda a, b: ((sigmoid(a) - 1) ** 2).mean() + (sigmoid(b) ** 2).mean()),
    Mistake("WGAN", "this is the critic's loss of a WGAN", lambda a, b: b.mean() - a.mean()),
    Mistake("log of the mean", "the logarithm of the mean D is taken, where the mean of the logarithms is asked for",
            lambda a, b: -np.log(sigmoid(a).mean()) - np.log(1 - sigmoid(b).mean())),
    Mistake("smoothed labels", "the real labels are smoothed to 0.9", lambda a, b: loss(a, b) + 0.1 * a.mean()),
    Mistake("minus between", "the two losses are subtracted; both are added",
            lambda a, b: softplus(-a).mean() - softplus(b).mean()),
    Mistake("squared", "this is the square of the right answer", lambda a, b: loss(a, b) ** 2),
    Mistake("constant", "this is log 4, the loss of a D that is 1/2 everywhere", lambda a, b: log(4)),
)  # fmt: skip

DISCRIMINATOR_LOSS = Probed(
    name="discriminator_loss",
    signature="discriminator_loss(real_logits, fake_logits)",
    says="The loss that the discriminator minimises, minus the value of the game: the mean of -log D over the real "
         "batch plus the mean of -log(1 - D) over the fake batch (the sum of two means, without a half), D = "
         "sigmoid(logit), in nats, as a number. real_logits and fake_logits are numpy arrays of shapes (n,) and "
         "(m,), n and m not always equal. The answer is finite and right for logits up to 1000 in size.",
    reference=loss,
    inputs=batches,
    sizes=logits.total,
    mistakes=MISTAKES,
)  # fmt: skip
