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
from theory.terms.expr import At, Call, Expect, Expr, Functional, Integral, walk

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


def in_digits(ball: flint.acb, digits: int = DIGITS) -> str:
    """A number as a student would write it, and its radius only where its digits are not all certain."""
    real, imaginary = ball.real, ball.imag
    if imaginary != 0:
        return "not a real number"
    if abs(real) < flint.arb(10) ** -20:
        return "0"
    size = max(1e-300, float(abs(real).mid()))
    if not real.is_finite() or float(real.rad()) > 10.0**-digits * size:
        return ball.str(digits)
    return real.str(digits, radius=False)


def both_in_digits(left: flint.acb, right: flint.acb) -> tuple[str, str]:
    """Two numbers that differ, to as many digits as it takes to see it."""
    for digits in (DIGITS, 15, 20, 25):
        shown = in_digits(left, digits), in_digits(right, digits)
        if shown[0] != shown[1]:
            return shown
    return left.str(30), right.str(30)


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
    points, asked = ({point for _, point in found.free} for found in (given, known))
    strange = points - asked if asked else set()
    return ", ".join(sorted((names - ours - set(declared(symbols)) - KNOWN) | strange))


def is_constant(e: Expr) -> bool:
    """Whether a formula is one number, whatever the densities and parameters are."""
    try:
        found = vocabulary(e)
    except Blocked:
        return False
    return not (found.parameters or found.unknown or found.functions or found.free)


def too_many(e: Expr, most: Mapping[str, int]) -> str:
    """What stands in a formula more often than it may, in words: expectations count as integrals."""
    parts = list(walk(e))
    counts = {
        "Integral": sum(isinstance(part, Integral | Expect) for part in parts),
        "log": sum(isinstance(part, Call) and part.fn == "log" for part in parts),
    }
    said = [f"{name} stands {counts[name]} times, where {allowed} is allowed" for name, allowed in most.items()
            if counts[name] > allowed]  # fmt: skip
    return "; ".join(said)
