"""One step: does `right` follow from `left`?  Decided by theory, and called wrong only where no room is left."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import flint

from grading.derivations.room import Given, granted, room
from theory.command_line.pair import in_words
from theory.command_line.question import Question, Unreadable, answer, declared
from theory.deciding.decide import Witness
from theory.proving.witness import witness_as_data
from theory.reading import ReadingError, read
from theory.terms.domain import Setting
from theory.terms.expr import At, Const, Expr, Functional

_DECIMAL = re.compile(r"\d\.(\d+)")
#: How the reason of a step begins that says what a name stands for.
DEFINES = "taken as the definition of"
FOLLOWS, WRONG, NOT_CHECKED = "follows", "does not follow", "not checked"


@dataclass(frozen=True)
class Outcome:
    """A verdict and why; of a wrong step the witness, in words and as data."""

    verdict: str
    reason: str
    witness: str = ""
    data: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class Step:
    """`left relation right` at a place of the notes.  `across`: what stood between them was not checked."""

    where: str
    line: int
    left: str
    relation: str
    right: str
    outcome: Outcome
    across: bool = False
    notes: tuple[str, ...] = field(default=())

    @property
    def verdict(self) -> str:
        return self.outcome.verdict


def decided(
    left: str,
    right: str,
    *,
    syntax: str = "latex",
    symbols: Mapping[str, str] | None = None,
    given: Sequence[Given] = (),
    mentioned: Sequence[Given] = (),
    named: bool = True,
    example: bool = False,
) -> Outcome:
    """Whether the two are equal for all densities, discriminators and parameters; what is `given` is put in.

    With `named` a false equality is called wrong only if no name, domain or equation that may be meant would save it;
    without, two formulas are compared as they stand.
    """
    symbols = symbols or {}
    try:
        found = answer(Question(left, right, syntax, symbols))
    except Unreadable as why:
        return Outcome(NOT_CHECKED, f"cannot be read: {why.in_one_line()}")
    if found.verdict == "equal":
        return Outcome(FOLLOWS, found.reason)
    pair, setting = (found.left, found.right), Setting(declared(symbols))
    under = granted(pair, setting, given)
    if under:
        return Outcome(FOLLOWS, f"given {under}")
    if found.witness is None:
        return Outcome(NOT_CHECKED, f"undecided: {found.reason}")
    if named and _rounded(left, right, found.witness):
        return Outcome(NOT_CHECKED, "equal to the digits that are written; an exact equality it is not")
    words = in_words(found).partition("\n")[2].strip()
    needs = room(pair, setting, mentioned, example=example) if named else ""
    if needs:
        return Outcome(NOT_CHECKED, f"{needs} (false {words})")
    return Outcome(WRONG, words, words, witness_as_data(found.witness))


def _rounded(left: str, right: str, witness: Witness) -> bool:
    """Whether decimals stand there, no names do, and the sides agree to as many digits as the shortest one shows."""
    digits = [len(found) for found in _DECIMAL.findall(f"{left} {right}")]
    if not digits or witness.case.functions or witness.case.parameters:
        return False
    return bool(abs(witness.left - witness.right) < flint.arb(10) ** -min(digits))


def is_definition(step: Step) -> bool:
    """Whether a step says what a name of the writer's stands for, so that nothing in it could be false."""
    return step.outcome.reason.startswith(DEFINES)


def unreadable(text: str, symbols: Mapping[str, str]) -> str:
    """Why a side cannot be read; "" if it can."""
    try:
        read(text, syntax="latex", symbols=declared(symbols))
    except ReadingError as error:
        return f"cannot be read: character {error.position + 1} of {text}: {error.summary()}"
    return ""


def meaning(text: str, symbols: Mapping[str, str]) -> Expr | None:
    try:
        return read(text, syntax="latex", symbols=declared(symbols))
    except ReadingError:
        return None


def is_known(text: str, symbols: Mapping[str, str]) -> bool:
    """Whether a name is theory's own: a functional, the mixture m, the optimal discriminator, a number."""
    e = meaning(text, symbols)
    return isinstance(e, Functional | Const) or (isinstance(e, At) and e.name in ("m", "D*"))
