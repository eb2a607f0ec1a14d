"""Probes of `generator_loss`: the non-saturating loss, of logits."""

from __future__ import annotations

from collections.abc import Iterator
from math import log

import numpy as np

from grading.probes import logits, usual
from grading.probes.logits import CLIP, LARGE, MIDDLE, sigmoid, softplus
from grading.probes.probed import Input, Mistake, Probed, array

Array = np.ndarray


def loss(fake: Array) -> float:
    """mean softplus(-fake)."""
    return float(softplus(-fake).mean())


def batches(rng: np.random.Generator) -> Iterator[Input]:
    """Logits of a fake batch, some of them such that exp overflows."""
    yield Input((array(0),), "one point")
    yield Input((array(1),), "one point")
    yield Input((array(-2),), "one point")
    yield Input((array(1, 0),))
    yield Input((array(-1, 2),))
    yield Input((array(0.5, -0.5),))
    yield Input((array(1, 2, -3),))
    for a in MIDDLE:
        yield Input((array(a, -a),), "large logits")
    for large in LARGE:
        yield Input((large,), "large logits")
    for n in (1, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 5, 5, 5, 6, 6, 7, 8, 8, 9, 10, 12, 16):
        yield Input((logits.drawn(rng, n),), "one point" if n == 1 else "", True)
    for n in (2, 2, 3, 4, 6, 8, 12):
        yield Input((logits.drawn_middle(rng, n),), "large logits", True)
    for n in (1, 2, 2, 3, 4, 5, 6, 8):
        yield Input((logits.drawn_large(rng, n),), "large logits", True)


def _clipped(b: Array, at: float) -> float:
    return -np.log(np.clip(sigmoid(b), at, 1 - at)).mean()


EPSILON = "D is clipped, or an epsilon added: take the loss from the logit, which is exact and never infinite"

MISTAKES = (
    Mistake("saturating", "this is the saturating loss, the mean of log(1 - D); the other one is asked for, -log D",
            lambda b: -softplus(b).mean()),
    Mistake("labels swapped", "this is the mean of -log(1 - D), D's own loss of the fakes: the label is 1 here",
            lambda b: softplus(b).mean()),
    usual.sign(loss, "the minus is missing: this is the mean of log D, which the generator maximises"),
    Mistake("sum for mean", "the terms are added up over the batch; their mean is asked for",
            lambda b: softplus(-b).sum()),
    Mistake("sum, no minus", "the terms are added up over the batch, and the minus is missing",
            lambda b: -softplus(-b).sum()),
    Mistake("factor 1/2", "off by the factor 1/2: there is no half in front", lambda b: loss(b) / 2),
    Mistake("factor 2", "off by the factor 2", lambda b: loss(b) * 2),
    *usual.units(loss),
    Mistake("two sigmoids", "the sigmoid is applied twice: the loss of logits applies it, so it gets the logit",
            lambda b: loss(sigmoid(b))),
    Mistake("logits for probabilities", "the logits are taken for probabilities: D = sigmoid(logit)",
            lambda b: -np.log(b).mean()),
    Mistake("overflows", "exp overflows: use softplus of -logit, np.logaddexp(0, -b) or max(-b, 0) + log1p(exp(-|b|))",
            lambda b: -np.log(sigmoid(b)).mean()),
    Mistake("threshold", "softplus(a) is not a itself above some number, but off by exp(-a): np.logaddexp(0, a)",
            lambda b: logits.cut(-b).mean()),
    Mistake("infinities replaced", "nan_to_num hides an overflow behind another number",
            lambda b: np.nan_to_num(-np.log(sigmoid(b)).mean())),
    *(Mistake("epsilon", EPSILON, lambda b, e=e: _clipped(b, e)) for e in (CLIP, usual.EPSILON)),
    *(Mistake("epsilon", EPSILON, lambda b, e=e: -np.log(sigmoid(b) + e).mean()) for e in (1e-8, usual.EPSILON)),
    Mistake("log of the mean", "the logarithm of the mean D is taken, where the mean of the logarithms is asked for",
            lambda b: -np.log(sigmoid(b).mean())),
    Mistake("no logarithm", "the logarithm is missing: this is minus the mean of D", lambda b: -sigmoid(b).mean()),
    Mistake("1 - D", "this is the mean of 1 - D", lambda b: (1 - sigmoid(b)).mean()),
    Mistake("WGAN", "this is the generator's loss of a WGAN, minus the mean logit", lambda b: -b.mean()),
    Mistake("hinge", "this is a hinge loss", lambda b: np.maximum(0, 1 - b).mean()),
    Mistake("least squares", "this is the least-squares loss of the logits", lambda b: ((b - 1) ** 2).mean()),
    Mistake("least squares of D", "this is the least-squares loss of D", lambda b: ((sigmoid(b) - 1) ** 2).mean()),
    Mistake("both labels", "-log(1 - D) is added: that is the discriminator's part",
            lambda b: (softplus(b) + softplus(-b)).mean()),
    Mistake("largest", "this is the largest term; their mean is asked for", lambda b: softplus(-b).max()),
    Mistake("first point", "this is the loss of the first point only", lambda b: softplus(-b)[0]),
    Mistake("constant", "this is log 2, the loss where D is 1/2 everywhere", lambda b: log(2)),
    Mistake("soft sign", "this is log(1 + exp(-|b|)): where b < 0, -b is missing",
            lambda b: np.log1p(np.exp(-abs(b))).mean()),
)  # fmt: skip

GENERATOR_LOSS = Probed(
    name="generator_loss",
    signature="generator_loss(fake_logits)",
    says="The non-saturating loss that the generator minimises: the mean of -log D over the fake batch, D = "
         "sigmoid(logit), in nats, as a number. fake_logits is a numpy array of shape (n,). The answer is finite and "
         "right for logits up to 1000 in size.",
    reference=loss,
    inputs=batches,
    sizes=logits.total,
    mistakes=MISTAKES,
)  # fmt: skip
