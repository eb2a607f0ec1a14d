"""How wrong answers lie to the right ones: a factor, a constant, a root, or nearly equal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import log
from typing import NamedTuple

import numpy as np

from grading.probes.asking import Seen

Array = np.ndarray


class Guess(NamedTuple):
    """A short name for the rubric, and what to tell the student, which may be nothing."""

    mistake: str
    hint: str


#: Factors that have a name.
FACTORS = (
    (2.0, "factor 2", "off by the factor 2"),
    (0.5, "factor 1/2", "off by the factor 1/2"),
    (-1.0, "sign", "the sign is wrong"),
    (-2.0, "factor -2", "off by the factor -2"),
    (-0.5, "factor -1/2", "off by the factor -1/2"),
    (4.0, "factor 4", "off by the factor 4"),
    (0.25, "factor 1/4", "off by the factor 1/4"),
    (1 / log(2), "in bits", "in bits (log2), where nats are expected"),
    (-1 / log(2), "in bits", "in bits (log2), where nats are expected, and the sign is wrong"),
    (log(2), "in nats", "off by the factor log 2: in nats, where bits are expected"),
    (1 / log(10), "with log10", "with log10, where the natural logarithm is expected"),
)
#: Of the right answer -> the wrong one.
SHAPES: tuple[tuple[str, str, Callable[[Array], Array]], ...] = (
    ("squared", "the square of the right answer", np.square),
    ("its root", "the square root of the right answer", np.sqrt),
    ("absolute value", "the absolute value of the right answer", np.abs),
    ("one minus", "one minus the right answer", lambda e: 1 - e),
    ("reciprocal", "one over the right answer", lambda e: 1 / e),
    ("exponential", "exp of the right answer", np.exp),
    ("logarithm", "the logarithm of the right answer", np.log),
)
#: Every name that a relation has.
RELATIONS = {"a factor", "constant", "epsilon", "off by a constant", "single precision",
             *(name for _, name, _ in FACTORS), *(name for name, _, _ in SHAPES)}  # fmt: skip
#: A relation is believed if it holds to nine digits: mistakes are not that near to each other by chance.
RELATIVE = 1e-9
#: How near an answer is called close, to the right one or to 1, whichever is larger: four digits.
CLOSE = 1e-4


def relation(found: Sequence[Seen]) -> Guess | None:
    """A relation that holds on all of these probes, of which some are wrong."""
    table = _columns(found)
    if table is None:
        return None
    got, right, allowed = table
    if np.all(np.abs(got - right) <= allowed):
        return None
    # two right answers that differ are the least that a relation can be told by
    if np.unique(np.round(right, 9)).size < 2:
        return None
    return _constant(got) or _factor(got, right, allowed) or _shape(got, right) or _offset(got, right, allowed)


def close(found: Sequence[Seen]) -> Guess | None:
    """On all of these probes the student's answer is close to the right one, and somewhere not close enough."""
    table = _columns(found)
    if table is None:
        return None
    got, right, allowed = table
    if np.all(np.abs(got - right) <= allowed) or not np.all(
        np.abs(got - right) <= CLOSE * np.maximum(1, np.abs(right))
    ):
        return None
    with np.errstate(over="ignore"):
        single = bool(np.all(got.astype(np.float32) == got)) and not np.all(right.astype(np.float32) == right)
    if single:
        return Guess("single precision", "this has the seven digits of single precision (float32); compute in float64")
    return Guess("epsilon", "close and not exact: an epsilon was added, or values were clipped or rounded")


def _columns(found: Sequence[Seen]) -> tuple[Array, Array, Array] | None:
    """All entries of the answers, of the right ones, and what is allowed; None if some are missing or not finite."""
    if not found or any(one.got is None for one in found):
        return None
    got = np.concatenate([np.ravel(one.got) for one in found if one.got is not None])
    right = np.concatenate([np.ravel(one.expected) for one in found])
    allowed = np.concatenate([np.full(one.expected.size, one.probe.allowed) for one in found])
    if got.size != right.size:
        return None
    # where both are infinite in the same way nothing can be told, and nothing contradicts
    kept = ~((got == right) & np.isinf(right))
    if not (np.isfinite(got[kept]).all() and np.isfinite(right[kept]).all()):
        return None
    return got[kept], right[kept], allowed[kept]


def _constant(got: Array) -> Guess | None:
    return Guess("constant", "the same answer for every input") if got.size > 1 and np.ptp(got) == 0 else None


def _factor(got: Array, right: Array, allowed: Array) -> Guess | None:
    largest = int(np.argmax(np.abs(right)))
    factor = float(got[largest] / right[largest])
    if not _fits(got, factor * right, allowed) or abs(factor - 1) < CLOSE or abs(factor) < CLOSE:
        return None
    for named, name, hint in FACTORS:
        if abs(factor / named - 1) < RELATIVE:
            return Guess(name, hint)
    return Guess("a factor", f"off by the same factor everywhere, about {factor:.4g}")


def _shape(got: Array, right: Array) -> Guess | None:
    with np.errstate(all="ignore"):
        for name, hint, of in SHAPES:
            made = of(right)
            if np.isfinite(made).all() and _fits(got, made, 0.0):
                return Guess(name, hint)
    return None


def _offset(got: Array, right: Array, allowed: Array) -> Guess | None:
    offset = float(np.median(got - right))
    if abs(offset) < CLOSE or not _fits(got, right + offset, allowed):
        return None
    return Guess("off by a constant", f"off by the same number everywhere, about {offset:.4g}")


def _fits(got: Array, made: Array, allowed: Array | float) -> bool:
    return bool(np.all(np.abs(got - made) <= allowed + RELATIVE * np.abs(made)))
