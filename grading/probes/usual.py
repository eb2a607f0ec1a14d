"""Mistakes that are made with many functions: the unit, the sign, the mean for the sum, an epsilon.

Each takes a right function, or the terms it adds up, and gives the wrong one with its name and hint.
"""

from __future__ import annotations

from collections.abc import Callable
from math import log

import numpy as np

from grading.probes.probed import Mistake, Value

Function = Callable[..., Value]
#: The epsilon that is met most.  Any other leaves its trace at the same inputs, and is told as "close" (see hints).
EPSILON = 1e-12


def units(right: Function) -> tuple[Mistake, ...]:
    """In bits, and in decimal digits, where nats are asked for."""
    return (
        Mistake("in bits", "this is in bits (log2); the answer is wanted in nats", _times(right, 1 / log(2))),
        Mistake("with log10", "this is with log10; the answer is wanted in nats", _times(right, 1 / log(10))),
    )


def sign(right: Function, hint: str = "the sign is wrong") -> Mistake:
    """Minus the right answer."""
    return Mistake("sign", hint, _times(right, -1.0))


def times(name: str, hint: str, right: Function, factor: float) -> Mistake:
    """The right answer times a number."""
    return Mistake(name, hint, _times(right, factor))


def mean(right: Function, what: str = "over the outcomes") -> Mistake:
    """np.mean of the terms, where their sum is asked for; the number of terms is that of the first argument."""
    hint = f"this is the mean {what} (np.mean); the weights are in p and q already, so the terms are added up"
    return Mistake("mean for sum", hint, lambda *arguments: right(*arguments) / len(arguments[0]))


def absolute(terms: Function) -> Mistake:
    """The absolute value of every term, where some of them are negative."""
    hint = "the absolute value of each term is added up; terms may be negative, and have to be"
    return Mistake("absolute terms", hint, lambda *arguments: np.abs(terms(*arguments)).sum())


def epsilons(right: Function, *, added: bool = True, hint: str = "") -> tuple[Mistake, ...]:
    """1e-12 added to every argument, or every argument clipped from below at it."""
    hint = hint or "an epsilon keeps the logarithm finite and changes the answer: treat the zeros as cases of their own"
    clipped = Mistake("epsilon", hint, lambda *xs: right(*(np.clip(x, EPSILON, None) for x in xs)))
    return (clipped, Mistake("epsilon", hint, lambda *xs: right(*(x + EPSILON for x in xs))))[: 1 + added]


def swapped(right: Function, hint: str = "p and q are swapped") -> Mistake:
    """The first two arguments exchanged."""
    return Mistake("p and q swapped", hint, lambda a, b, *rest: right(b, a, *rest))


def _times(right: Function, factor: float) -> Function:
    return lambda *arguments: np.multiply(right(*arguments), factor)
