"""What an answer may use, and whether there is one: asked before anything is decided."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import flint

from grading.derivations.room import KNOWN
from grading.results import UNANSWERED, Answer, Incorrect
from theory.command_line.question import declared
from theory.deciding.blocked import Blocked
from theory.deciding.vocabulary import vocabulary
from theory.terms.expr import At, Expect, Expr, Functional, Integral, walk

#: No answer to a question of a sheet is as long as this.
LONGEST = 2000
#: Digits that are shown of a value.
DIGITS = 10
_BLANK = re.compile(r"[\s.?…_\-]*|todo|fixme|none|n/?a|your answer( here)?", re.IGNORECASE)


def nothing_in(text: str | None) -> Answer | None:
    """The verdict on an answer that is not there, or that is the template's; None if there is one."""
    if text is None or _BLANK.fullmatch(text.strip()):
        return Incorrect("nothing was answered", mistake=UNANSWERED)
    if len(text) > LONGEST:
        return Incorrect(f"{len(text)} characters; an answer has at most {LONGEST}", mistake="too long")
    return None


def in_digits(ball: flint.acb) -> str:
    """A number as a student would write it: ten digits, and its radius only where they are not all certain."""
    real, imaginary = ball.real, ball.imag
    size = max(1e-300, float(abs(real).mid()))
    if imaginary != 0 or not real.is_finite() or float(real.rad()) > 1e-10 * size:
        return ball.str(DIGITS)
    return real.str(DIGITS, radius=False)


def words_of(e: Expr) -> set[str]:
    """The words of a formula that stand for something that would have to be written out."""
    found = set()
    for part in walk(e):
        if isinstance(part, Functional):
            found.add(part.name)
        elif isinstance(part, Expect):
            found.add("E")
        elif isinstance(part, Integral):
            found.add("Integral")
        elif isinstance(part, At) and part.name == "D*":
            found.add("Dstar")
    return found


def beyond(e: Expr, allowed: Iterable[str]) -> str:
    """The words of a formula that it may not use, in words; "" if there are none.

    >>> from theory.reading import read
    >>> beyond(read("KL(p,m) + JSD(p,q)"), ["KL"])
    'JSD'
    """
    return ", ".join(sorted(words_of(e) - set(allowed)))


def names_beyond(e: Expr, reference: Expr, symbols: Mapping[str, str]) -> str:
    """The names of an answer that neither the reference nor the sheet knows, in words: `log4`, `theta`."""
    try:
        given, known = vocabulary(e), vocabulary(reference)
    except Blocked:
        return ""
    names = given.parameters | given.unknown | given.functions | {name for name, _ in given.free}
    ours = known.parameters | known.unknown | known.functions | {name for name, _ in known.free}
    return ", ".join(sorted(names - ours - set(declared(symbols)) - KNOWN))
