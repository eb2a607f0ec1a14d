"""One pair of formulas as text, and the answer to it.  The same for a pair that is typed and for a line of a file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from time import perf_counter

from theory.command_line.pointwise import NoIntegrand, integrand
from theory.deciding.decide import Verdict, Witness, decide
from theory.proving.witness import witness_in_words
from theory.reading import ReadingError, guess_syntax, read, read_domain, read_pair
from theory.terms.domain import Domain, Setting
from theory.terms.expr import At, Expect, Expr, Functional, Integral, Sym, walk

#: What a verdict is as an exit code.
CODES = {"equal": 0, "different": 1, "unreadable": 2, "undecided": 3}
_NAME = re.compile(r"(?:\\(?:hat|bar|tilde|dot) )?\\?[^\W\d][\w{}\\]*'*\*?")


class Unreadable(ValueError):
    """Text that is not a formula or a domain.  `where` names the part, `error` says what is wrong with it."""

    def __init__(self, where: str, error: ReadingError | str) -> None:
        super().__init__(where, error)
        self.where, self.error = where, error

    def in_one_line(self) -> str:
        if isinstance(self.error, str):
            return f"{self.where}: {self.error}"
        return f"{self.where}, character {self.error.position + 1}: {self.error.summary()}"

    def __str__(self) -> str:
        """With the line and a mark below the character, where there is one."""
        return f"{self.where}: {self.error}"


@dataclass(frozen=True)
class Question:
    """Are `left` and `right` equal?  `sides` is what they are called in an error."""

    left: str
    right: str
    syntax: str = "auto"
    symbols: Mapping[str, str] = field(default_factory=dict)
    normalised: bool = True
    pointwise: bool = False
    sides: tuple[str, str] = ("left side", "right side")


@dataclass(frozen=True)
class Answer:
    """A verdict in words, and the two sides as they were understood."""

    verdict: str
    reason: str
    witness: Witness | None
    seconds: float
    left: Expr
    right: Expr


def answer(question: Question) -> Answer:
    """Read and decide; raises Unreadable if there is nothing to decide."""
    for text in (question.left, question.right):
        _grammar_is_built(guess_syntax(text) if question.syntax == "auto" else question.syntax)
    start = perf_counter()
    symbols = declared(question.symbols)
    try:
        pair = read_pair(question.left, question.right, syntax=question.syntax, symbols=symbols)
    except ReadingError as error:
        side = question.sides[error.text == question.right and error.text != question.left]
        raise Unreadable(side, error) from error
    if question.pointwise:
        pair = _integrands(pair, question.sides)
    verdict = decide(*pair, Setting(symbols, question.normalised))
    reason = _reason(verdict, pair, symbols, question)
    return Answer(verdict.answer, reason, verdict.witness, perf_counter() - start, *pair)


@cache
def _grammar_is_built(syntax: str) -> None:
    """The first formula of a run waits a tenth of a second for its grammar; that is not the time of any one pair."""
    read("1", syntax=syntax)


def declared(symbols: Mapping[str, str]) -> dict[str, Domain]:
    r"""The domains by the names that readers give: `\sigma_{1}` declares sigma_1, `$t$` declares t."""
    found: dict[str, Domain] = {}
    for written, text in symbols.items():
        name = written.strip().removeprefix("$").removesuffix("$").strip()
        if not _NAME.fullmatch(name):
            raise Unreadable(
                f"domain of {written!r}", 'not a name of a parameter or function, such as "t" or "sigma_1"'
            )
        try:
            domain = read_domain(text)
        except ReadingError as error:
            raise Unreadable(f"domain of {name}", error) from error
        known = _known_as(name)
        if found.setdefault(known, domain) != domain:
            raise Unreadable(f"domain of {name}", f"{known} is declared twice, with two different domains")
    return found


def _known_as(name: str) -> str:
    try:
        e = read(name)
    except ReadingError:
        return name.removeprefix("\\")
    return e.name if isinstance(e, At | Sym) else name.removeprefix("\\")


def _integrands(pair: tuple[Expr, Expr], sides: tuple[str, str]) -> tuple[Expr, Expr]:
    functions = []
    for side, e in zip(sides, pair, strict=True):
        try:
            functions.append(integrand(e))
        except NoIntegrand as why:
            raise Unreadable(side, f"{why}, so there is nothing to compare point by point") from why
    return functions[0], functions[1]


def _reason(verdict: Verdict, pair: tuple[Expr, Expr], symbols: dict[str, Domain], question: Question) -> str:
    if verdict.witness:
        return witness_in_words(verdict.witness)
    if verdict.equal and question.normalised and any(isinstance(s, _TOTALS) for e in pair for s in walk(e)):
        free = decide(*pair, Setting(symbols, normalised=False))
        if free.witness:
            return f"{verdict.reason}, because p and q integrate to one: for other masses it is false"
    return verdict.reason


_TOTALS = (Integral, Expect, Functional)
