"""What came of a call: a value, an exception of the student's own, or an end with force."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    import numpy as np

#: Arrays are of float64, int64 or bool.
Plain: TypeAlias = "bool | int | float | str | list[Plain] | dict[str, Plain] | np.ndarray[Any, Any] | None"

#: Characters of a text of the student's that are kept.
TEXT = 300


@dataclass(frozen=True)
class Returned:
    """The call came back.  `changed`: it changed one of its arguments in place.

    A text in `value` is as the student made it: write its repr, or what `shown` makes of it, never the text itself.
    """

    value: Plain
    changed: bool


@dataclass(frozen=True)
class Raised:
    """An exception of the student's code.  `line` is the last line of the submission that it went through."""

    kind: str
    message: str
    line: int | None


@dataclass(frozen=True)
class Stopped:
    """There is no answer, and `because` says why, in the sandbox's own words."""

    because: str


def shown(text: str, *, length: int = TEXT) -> str:
    """A text from outside, safe on a terminal and in a file: one line, nothing unprintable, cut at `length`.

    >>> shown("off\\x1b[31m by\\n 2")
    'off[31m by 2'
    """
    line = " ".join(text[: 4 * length].split())
    line = "".join(c for c in line if c.isprintable())
    return line if len(line) <= length else line[: length - 1] + "…"
