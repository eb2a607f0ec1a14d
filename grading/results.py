"""What is said about an answer: *correct*, *incorrect* with a witness, or *not checked* with why.

A hint is kept apart from the fact.  The fact is what was seen: an input, what came back, what was expected.  The hint
is a guess at the slip behind it, made only where the answer agrees with that slip everywhere it was looked at.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

#: The mistake of whoever left an item as the template has it, or empty.
UNANSWERED = "no answer"


@dataclass(frozen=True)
class Witness:
    """The smallest input found on which an answer goes wrong, as text a student can type in."""

    input: str
    got: str
    expected: str


@dataclass(frozen=True)
class Correct:
    """Right: proved, or every probe passed; `because` says which."""

    because: str


@dataclass(frozen=True)
class Incorrect:
    """Wrong: what was seen, and apart from it a hint.  `mistake` is a short name, for the rubric and for counting."""

    because: str
    witness: Witness | None = None
    hint: str = ""
    mistake: str = ""


@dataclass(frozen=True)
class NotChecked:
    """Neither: `because` says why, and a person has to look."""

    because: str


Answer = Correct | Incorrect | NotChecked
#: What a verdict is called wherever a person or a program reads it.
VERDICTS = {Correct: "correct", Incorrect: "incorrect", NotChecked: "not checked"}


def verdict(answer: Answer) -> str:
    """The verdict as a word.

    >>> verdict(NotChecked("the file cannot be read"))
    'not checked'
    """
    return VERDICTS[type(answer)]


def as_data(answer: Answer) -> dict[str, Any]:
    """The answer as plain data; `answer_from` is its inverse."""
    data: dict[str, Any] = {"verdict": verdict(answer), "because": answer.because}
    if isinstance(answer, Incorrect):
        seen = answer.witness
        data |= {
            "witness": {"input": seen.input, "got": seen.got, "expected": seen.expected} if seen else None,
            "hint": answer.hint,
            "mistake": answer.mistake,
        }
    return data


def answer_from(data: dict[str, Any]) -> Answer:
    """The answer that `as_data` wrote; ValueError if it wrote no such thing.

    >>> answer_from(as_data(Incorrect("2 is not 1", Witness("f(1)", "2", "1"), "off by the factor 2", "factor 2")))
    Incorrect(because='2 is not 1', witness=Witness(input='f(1)', got='2', expected='1'), hint='off by the factor 2', \
mistake='factor 2')
    """
    match data:
        case {"verdict": "correct", "because": str(because)}:
            return Correct(because)
        case {"verdict": "not checked", "because": str(because)}:
            return NotChecked(because)
        case {"verdict": "incorrect", "because": str(because), "hint": str(hint), "mistake": str(mistake)}:
            seen = data.get("witness")
            return Incorrect(because, Witness(**seen) if seen else None, hint, mistake)
    raise ValueError(f"{data!r} is not an answer: verdict, because and, if incorrect, witness, hint and mistake")
