"""What a call returned, as numbers of the shape that is asked for, or what is odd about it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import numpy as np

Array = np.ndarray
#: The short names of what is odd about a value.
ODDITIES = {"returns nothing", "not a number", "truth value", "shape"}
_NOT_PLAIN = re.compile(r"it returned (.+), where plain numbers are expected")


@dataclass(frozen=True)
class Odd:
    """A value that is no answer: what it is, the mistake's short name, and a hint."""

    what: str
    mistake: str
    hint: str


def numbers(value: Any, shape: tuple[int, ...]) -> Array | Odd:
    """The value as float64 of that shape; () is a number.

    A whole number is a number, and so is an array of shape ().  A truth value is none.  Of a list or an array the shape
    has to fit exactly: (n, 1) is not (n,), and (1,) is not a number.
    """
    wanted = in_words(shape)
    if value is None:
        return Odd(
            "nothing (None)",
            "returns nothing",
            f"nothing is returned, where {wanted} is expected: is a return missing?",
        )
    if isinstance(value, str | dict):
        kind = "a text" if isinstance(value, str) else "a dict"
        return Odd(kind, "not a number", f"{kind} is returned, where {wanted} is expected")
    if _truth(value):
        return Odd("a truth value", "truth value", f"True or False is returned, where {wanted} is expected")
    array = _array(value)
    if array is None:
        hint = f"a list of other things than numbers is returned, where {wanted} is expected"
        return Odd("a list that is no table of numbers", "not a number", hint)
    if array.shape != shape:
        return Odd(_kind(value, array), "shape", _of_shape(_kind(value, array), array.shape, shape))
    return array


def same(one: Array, other: Array, allowed: Any) -> bool:
    """Whether two tables of one shape agree: entry by entry within `allowed`; inf is inf, and nan is nan."""
    if one.shape != other.shape:
        return False
    with np.errstate(invalid="ignore"):
        close = np.abs(one - other) <= allowed
    return bool(np.all(close | (one == other) | (np.isnan(one) & np.isnan(other))))


def not_plain(because: str) -> str:
    """The kind of value that the sandbox would not carry, by what it said of it; empty if it said something else.

    >>> not_plain("it returned a Fraction, where plain numbers are expected")
    'a Fraction'
    """
    said = _NOT_PLAIN.fullmatch(because)
    return said[1] if said else ""


def in_words(shape: tuple[int, ...]) -> str:
    """What a student is told to return."""
    return "a number" if shape == () else f"an array of shape {shape}"


def _truth(value: Any) -> bool:
    if isinstance(value, np.ndarray):
        return value.dtype == bool
    return isinstance(value, bool) or (isinstance(value, list) and any(map(_truth, value)))


def _array(value: Any) -> Array | None:
    """The value as float64; None if it is no number and no table of them."""
    if isinstance(value, list) and not all(isinstance(each, int | float | list | np.ndarray) for each in value):
        return None
    try:
        return np.asarray(value, np.float64)
    except (ValueError, TypeError, OverflowError):  # rows of unequal lengths, a text inside, an int beyond 1e308
        return None


def _kind(value: Any, array: Array) -> str:
    if isinstance(value, list):
        return f"a list of {len(value)}" if array.ndim == 1 else f"lists of shape {array.shape}"
    return in_words(array.shape)


def _of_shape(kind: str, got: tuple[int, ...], wanted: tuple[int, ...]) -> str:
    told = f"{kind} {'are' if kind.startswith('lists') else 'is'} returned, where {in_words(wanted)} is expected"
    if wanted == () and all(n == 1 for n in got):
        return f"{told}: take the number out of it, as float() does of a single one"
    if wanted == ():
        return f"{told}: are the terms added up?"
    if int(np.prod(got)) == int(np.prod(wanted)) and got != ():
        return f"{told}: the entries may be right, the shape is not"
    return told
