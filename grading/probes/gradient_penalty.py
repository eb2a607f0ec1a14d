"""Probes of `gradient_penalty`: that of WGAN-GP, of the critic's gradients at n points."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from grading.probes import usual
from grading.probes.probed import Input, Mistake, Probed

Array = np.ndarray


def norms(g: Array) -> Array:
    """|g_i|, the Euclidean norm of each row."""
    return np.sqrt((g * g).sum(axis=1))


def penalty(g: Array, weight: float) -> float:
    """weight mean (|g_i| - 1)^2."""
    return float(weight * ((norms(g) - 1) ** 2).mean())


def gradients(rng: np.random.Generator) -> Iterator[Input]:
    """Gradients below and above 1 in norm, of as many points as dimensions (so that no axis is told by its length)
    and of others."""
    yield Input((np.array([[3.0]]), 1.0), "one point")
    yield Input((np.array([[3.0, 4.0]]), 2.0), "one point")
    yield Input((np.array([[3.0, 4.0]]), -2.0), "one point")
    yield Input((np.array([[600.0, 800.0]]), 0.5), "large values")
    yield Input((np.array([[0.5], [-3.0]]), 10.0))
    yield Input((np.array([[0.0, 0.0]]), 10.0), "zero gradients")
    yield Input((np.array([[3.0, 4.0], [0.3, 0.4]]), 10.0))
    yield Input((np.array([[0.0, 0.0], [3.0, 4.0]]), 1.0), "zero gradients")
    yield Input((np.array([[30.0, 40.0], [100.0, 0.0]]), 10.0), "large values")
    yield Input((np.array([[0.6, 0.8], [0.0, 2.0], [-1.5, 2.0]]), 0.5))
    for n, d in ((1, 2), (2, 1), (2, 2), (2, 2), (2, 3), (3, 1), (3, 2), (3, 2), (3, 3), (3, 3), (4, 2), (4, 2), (4, 4),
                 (5, 2), (5, 3), (6, 2), (6, 3), (8, 2), (8, 5), (10, 2), (12, 3), (16, 2),
                 (2, 7), (4, 7), (3, 20)):  # fmt: skip
        yield Input((_rows(rng, n, d), _weight(rng)), "one point" if n == 1 else "", True)
    for n, d in ((2, 2), (3, 2), (4, 3), (6, 2)):
        g = _rows(rng, n, d)
        g[int(rng.integers(n))] = 0.0
        yield Input((g, _weight(rng)), "zero gradients", True)
    for n, d in ((2, 3), (3, 2)):
        yield Input((_rows(rng, n, d) * 1000, _weight(rng)), "large values", True)
    yield Input((_rows(rng, 4, 2), -_weight(rng)), "", True)
    for n, d in ((2, 2), (3, 2), (4, 3), (5, 1)):
        yield Input((_rows(rng, n, d) * 50, _weight(rng)), "large values", True)


def _rows(rng: np.random.Generator, n: int, d: int) -> Array:
    """-1.50 to 1.50, to two digits, so that norms are on both sides of 1."""
    return rng.integers(-150, 151, (n, d)) / 100


def _weight(rng: np.random.Generator) -> float:
    """0.2 to 20, never 1 or 2: a weight that was forgotten or halved shows."""
    return float(rng.choice([0.2, 0.5, 3.0, 5.0, 7.5, 10.0, 20.0]))


def sizes(g: Array, weight: float) -> tuple[int, float]:
    """|g| has (d + 2)/2 eps |g|, and its square with 1 taken off twice that times | |g| - 1 |: below (|g| + 1)^2."""
    return sum(g.shape), float(abs(weight) * ((norms(g) + 1) ** 2).mean())


def _of(lengths: Array, weight: float) -> float:
    return weight * ((lengths - 1) ** 2).mean()


MISTAKES = (
    Mistake("squared norm", "the root in the norm is missing: this is (|g|^2 - 1)^2",
            lambda g, w: _of((g * g).sum(1), w)),
    Mistake("no square", "the square is missing: this is | |g| - 1 |", lambda g, w: w * abs(norms(g) - 1).mean()),
    Mistake("signed", "the square is missing: this is |g| - 1, which is negative below 1",
            lambda g, w: w * (norms(g) - 1).mean()),
    Mistake("|g|^2 - 1", "this is |g|^2 - 1, where (|g| - 1)^2 is asked for",
            lambda g, w: w * ((g * g).sum(1) - 1).mean()),
    Mistake("one-sided", "this is one-sided, max(0, |g| - 1)^2: norms below 1 are penalised, too",
            lambda g, w: w * (np.maximum(0, norms(g) - 1) ** 2).mean()),
    Mistake("R1", "this is R1, weight/2 times the mean of |g|^2: zero-centred, where the penalty is centred at 1",
            lambda g, w: w / 2 * (g * g).sum(1).mean()),
    Mistake("zero-centred", "this is zero-centred, the mean of |g|^2; the penalty is centred at 1",
            lambda g, w: w * (g * g).sum(1).mean()),
    Mistake("wrong axis", "the norm is taken over the points; each row is a gradient",
            lambda g, w: _of(np.sqrt((g * g).sum(0)), w)),
    Mistake("norm of the batch", "one norm is taken of the whole batch; each row has its own",
            lambda g, w: w * (np.sqrt((g * g).sum()) - 1) ** 2),
    Mistake("spectral norm", "this is the spectral norm of the batch as a matrix; each row has its own norm",
            lambda g, w: w * (np.linalg.norm(g, 2) - 1) ** 2),
    Mistake("each component", "the penalty is taken of each component; it is of the norm of each row",
            lambda g, w: _of(g, w)),
    Mistake("absolute components", "the penalty is taken of |each component|; it is of the norm of each row",
            lambda g, w: _of(abs(g), w)),
    Mistake("sum of squares of components", "the terms are summed over the components; it is of the norm of each row",
            lambda g, w: w * ((g - 1) ** 2).sum(1).mean()),
    Mistake("L1 norm", "this takes the L1 norm; it is the Euclidean one", lambda g, w: _of(abs(g).sum(1), w)),
    Mistake("largest component", "this takes the largest component; it is the Euclidean norm",
            lambda g, w: _of(abs(g).max(1), w)),
    Mistake("root mean square", "the norm has the mean of the squares, where their sum belongs",
            lambda g, w: _of(np.sqrt((g * g).mean(1)), w)),
    Mistake("no weight", "the weight is missing", lambda g, w: _of(norms(g), 1.0)),
    Mistake("weight 10", "the weight is 10 whatever the argument is", lambda g, w: _of(norms(g), 10.0)),
    Mistake("factor 1/2", "off by the factor 1/2: this penalty has no half in front", lambda g, w: penalty(g, w) / 2),
    Mistake("factor 2", "off by the factor 2", lambda g, w: 2 * penalty(g, w)),
    Mistake("weight squared", "the weight is squared, too: it stands in front of the square",
            lambda g, w: penalty(g, w * w)),
    Mistake("weight inside", "the weight stands inside the square", lambda g, w: ((w * norms(g) - 1) ** 2).mean()),
    Mistake("sum for mean", "the terms are added up over the batch; their mean is asked for",
            lambda g, w: penalty(g, w) * len(g)),
    Mistake("mean first", "the mean of the norms is taken first; it is the mean of the squares",
            lambda g, w: w * (norms(g).mean() - 1) ** 2),
    Mistake("norm of the mean", "the norm of the mean gradient is taken; each row has its own",
            lambda g, w: w * (np.sqrt((g.mean(0) ** 2).sum()) - 1) ** 2),
    Mistake("root at the end", "a root is taken at the end", lambda g, w: w * np.sqrt(((norms(g) - 1) ** 2).mean())),
    Mistake("largest", "this is the largest term; their mean is asked for",
            lambda g, w: w * ((norms(g) - 1) ** 2).max()),
    Mistake("plus", "1 is added to the norm; it is taken off", lambda g, w: _of(-norms(g), w)),
    usual.sign(penalty, "the sign is wrong: the penalty is added to a loss that is minimised, so it is not negative"),
    *(Mistake("epsilon", "an epsilon under the root changes the norm, most where the gradient is zero",
              lambda g, w, e=e: _of(np.sqrt((g * g).sum(1) + e), w)) for e in (1e-12, 1e-8, 1e-16)),
)  # fmt: skip

GRADIENT_PENALTY = Probed(
    name="gradient_penalty",
    signature="gradient_penalty(gradients, weight)",
    says="The gradient penalty of WGAN-GP, weight times the mean over i of (|g_i| - 1)^2, as a number. gradients is "
         "a numpy array of shape (n, d): row i is the gradient g_i of the critic at point i, and |.| is the "
         "Euclidean norm. weight is a float, of either sign.",
    reference=penalty,
    inputs=gradients,
    sizes=sizes,
    mistakes=MISTAKES,
)  # fmt: skip
