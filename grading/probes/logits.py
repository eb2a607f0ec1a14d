"""What a loss of logits is made of, and the logits that losses are probed with.

With D = sigmoid(a):  -log D = softplus(-a) and -log(1 - D) = softplus(a), softplus(a) = max(a, 0) + log(1 + exp(-|a|)).
"""

from __future__ import annotations

import numpy as np

from grading.probes.probed import array

Array = np.ndarray
#: What Keras and old tutorials clip a probability at.
CLIP = 1e-7
#: Where D = 1 - 1e-18 rounds to 1, where exp overflows in single precision, and where it does in double.
LARGE = (array(40), array(-40), array(-50, 100), array(0, 800), array(-1000, 1000, 2))


#: Between these: softplus(a) - a = exp(-a) is small and has to be there; with 40 it is below rounding.
MIDDLE = (4, 6, 9, 12, 17, 25, 33)
#: Where those who write softplus by cases cut it over, in between of the fixed logits.
CUT = 10.0


def softplus(a: Array) -> Array:
    """log(1 + exp(a)), for every float."""
    return np.logaddexp(0.0, a)


def cut(a: Array) -> Array:
    """What is written for softplus where it is taken for its argument above CUT: off by exp(-a)."""
    return np.where(a > CUT, a, np.log1p(np.exp(np.minimum(a, CUT))))


def sigmoid(a: Array) -> Array:
    """As a textbook has it: exp overflows to inf, and D becomes 0 or 1."""
    return 1 / (1 + np.exp(-a))


def drawn(rng: np.random.Generator, n: int) -> Array:
    """-3.00 to 3.00, where no routine is in trouble: D rounds to eps/2, and log(1 - D) to e^3 eps/2 = 20 eps/2."""
    return rng.integers(-300, 301, n) / 100


def drawn_large(rng: np.random.Generator, n: int) -> Array:
    """The same, one of them between 50 and 1000 in size."""
    a = drawn(rng, n)
    a[int(rng.integers(n))] = rng.integers(50, 1001) * rng.choice([-1.0, 1.0])
    return a


def drawn_middle(rng: np.random.Generator, n: int) -> Array:
    """3 to 40 in size, all powers alike, to two digits: one of each sign at least, so that both sides are seen."""
    sizes = np.round(np.exp(rng.uniform(np.log(3), np.log(40), n)), 2)
    return rng.permutation(np.append([-1.0, 1.0], rng.choice([-1.0, 1.0], n - 2))) * sizes


def total(*batches: Array) -> tuple[int, float]:
    """The terms of the means, and 2 for the roundings of the probabilities; each mean is rounded once more."""
    return max(map(len, batches)), 2 + float(sum(np.mean(abs(a)) for a in batches))
