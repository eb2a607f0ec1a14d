"""What a file of notes holds: its chains, each with what has been declared, mentioned and named where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from grading.derivations.chains import Chain, chains
from grading.derivations.latent import Words, words_of
from grading.derivations.macros import Macro, expanded, macros
from grading.derivations.markup import Event, events
from grading.derivations.notes import BadNotes, Page
from grading.derivations.room import Given
from grading.derivations.steps import unreadable
from grading.derivations.tokens import tokens
from theory.command_line.question import Unreadable, declared
from theory.reading import ReadingError, read_pair
from theory.terms.expr import At, Expr, Sym, children, rebuild

#: The largest V over all D is taken at D* = p/(p + q): the claim optimal-discriminator.
_LARGEST = re.compile(
    r"\\(?:max|sup)\s*_\s*(?:\{\s*D\s*\}|D)\s*(?:\\limits)?\s*V\s*(?:\\left)?\(\s*D\s*,\s*G\s*(?:\\right)?\)"
)

#: A random point is written as a capital; where no other point is named, it is the one that is averaged over.
_LARGE_POINT, _POINT = re.compile(r"\(\s*X\s*\)"), re.compile(r"(?<![A-Za-z\\])x(?![A-Za-z])")


@dataclass(frozen=True)
class Placed:
    """A chain in its place.  `section` and `display` are numbers: names are known for as long as a section lasts.
    `example`: the words of the section speak of particular laws; `tight`: of a bound that is attained.  `words`: those
    for a hidden z, if the chain needs any."""

    chain: Chain
    page: Page
    offset: int
    section: int
    display: int
    symbols: Mapping[str, str]
    given: tuple[Given, ...]
    prose: tuple[Given, ...]
    example: bool
    tight: bool
    words: Words | None
    commands: Mapping[str, Macro] = field(repr=False)

    @property
    def scope(self) -> tuple[int, Words | None]:
        """Where a name means the same: q is one thing in a chain of densities, and another in one of a hidden z."""
        return self.section, self.words

    def address(self, at: int) -> str:
        return self.page.address(self.offset + max(at, 0))

    def line(self, at: int) -> int:
        return self.page.line(self.offset + max(at, 0))

    def formula(self, text: str) -> str:
        """The text with the writer's own commands written out, the largest V as that at D*, and p(X) as p(x)."""
        text = _LARGEST.sub(r"V(D^*, G)", expanded(text, self.commands))
        return text if self.words or _POINT.search(text) else _LARGE_POINT.sub("(x)", text)

    def said(self, text: str) -> tuple[str, str]:
        """The text as theory reads it, and why it cannot be read, if it cannot."""
        text = self.formula(text)
        return self.words.said(text, self.symbols) if self.words else (text, unreadable(text, self.symbols))


class _State:
    """What has been said so far."""

    def __init__(self, symbols: Mapping[str, str], commands: Mapping[str, Macro]) -> None:
        self.symbols, self.commands = dict(symbols), commands
        self.given: dict[tuple[Expr, bool], Given] = {}
        self.prose: list[tuple[str, str]] = []
        self.section = self.display = 0
        self.example = self.tight = False
        #: The last side of the display before, with which a display goes on that begins with a sign of equality.
        self.last = ""

    def declare(self, text: str, where: str) -> None:
        """`q = p` from here on; raises BadNotes."""
        found, words = equation(text, self, where, sure=True), None
        if found is None:
            words = words_of([expanded(text, self.commands)])
            found = equation(text, self, where, sure=True, words=words) if words else None
        if found is None:
            raise BadNotes(f'{where}: {text!r} is not a name, "=" and a formula that can be read, such as "q = p"')
        self.given[found.old, words is not None] = found

    def known(self, words: Words | None) -> tuple[tuple[Given, ...], tuple[Given, ...]]:
        """What is declared and what the prose mentions, as a chain with these words understands it."""
        sure = [each for (_, latent), each in self.given.items() if words or not latent]
        if words:
            again = [equation(each.words, self, each.where, sure=True, words=words) for each in sure]
            sure = [each for each in again if each]
        prose = [equation(text, self, where, prose=True, words=words) for text, where in self.prose]
        return tuple(sure), tuple(each for each in prose if each)


def lecture(
    pages: Iterable[Page], symbols: Mapping[str, str], *, given: Iterable[str] = (), declare: bool = True
) -> list[Placed]:
    """All chains of the pages of one file; raises BadNotes where a declaration or a display cannot be read.

    `given` holds from the start; without `declare` the text cannot declare anything itself: in an answer,
    `given: q = p` would make many a wrong step right.
    """
    pages = list(pages)
    commands = {name: macro for page in pages for name, macro in macros(page.text).items()}
    state = _State(symbols, commands)
    for text in given:
        state.declare(text, "given")
    return [placed for page in pages for event in events(page.text, markdown=page.markdown)
            if declare or event.kind not in ("given", "domain")
            for placed in _taken(state, page, event)]  # fmt: skip


def _taken(state: _State, page: Page, event: Event) -> Iterator[Placed]:
    where = page.address(event.at)
    match event.kind:
        case "unclosed":
            raise BadNotes(f"{where}: {event.text} is never closed, so that it is unclear what is displayed; close it")
        case "heading":
            state.section += 1
            state.prose, state.example, state.tight, state.last = [], False, False, ""
        case "example":
            state.example = True
        case "tight":
            state.tight = True
        case "domain":
            state.symbols |= domain(event.text, where)
        case "given":
            state.declare(event.text, where)
        case "prose":
            state.prose.append((event.text, f"line {page.line(event.at)}"))
        case "display":
            state.display += 1
            text, start = _going_on(state.last, event)
            for chain in chains(text, event.environment):
                state.last = chain.sides[-1].text
                words = words_of(expanded(side.text, state.commands) for side in chain.sides)
                yield Placed(chain, page, start, state.section, state.display,
                             {**state.symbols, **(words.symbols if words else {})}, *state.known(words),
                             state.example, state.tight, words, state.commands)  # fmt: skip
            state.prose = []


def _going_on(last: str, event: Event) -> tuple[str, int]:
    """The text of a display and where it begins; one that begins with a relation has the last side before it."""
    words = (token.kind for token in tokens(event.text) if token.kind not in ("space", "column", "row", "wide"))
    if not last or next(words, "") != "relation":
        return event.text, event.at
    return f"{last} {event.text}", max(0, event.at - len(last) - 1)


def domain(text: str, where: str) -> dict[str, str]:
    """The declaration `t: (0,inf)`, by the name as readers know it; raises BadNotes."""
    name, colon, region = (part.strip() for part in text.partition(":"))
    if not colon:
        raise BadNotes(f'{where}: domain {text!r}: a name, a colon and a domain are expected, such as "t: (0,inf)"')
    try:
        return dict.fromkeys(declared({name: region}), region)
    except Unreadable as why:
        raise BadNotes(f"{where}: {why.in_one_line()}") from why


def equation(
    text: str, state: _State, where: str, *, sure: bool = False, prose: bool = False, words: Words | None = None
) -> Given | None:
    """`name = formula` as something that is given, if that is what the text says, in the words of a chain."""
    left, sign, right = text.strip().rstrip(".,;").partition("=")
    if not sign or "=" in right:
        return None
    left, right = expanded(left, state.commands), expanded(right, state.commands)
    shown, symbols = f"{left.strip()} = {right.strip()}", state.symbols
    if words:
        symbols = {**symbols, **words.symbols}
        (left, why), (right, why_not) = words.said(left, symbols), words.said(right, symbols)
        if why or why_not:
            return None
    return given(left, right, symbols, where, sure=sure, prose=prose, shown=shown)


def given(left: str, right: str, symbols: Mapping[str, str], where: str, *, sure: bool = False,
          prose: bool = False, shown: str = "") -> Given | None:  # fmt: skip
    """`left = right` as something to put in, if `left` is a name and both can be read."""
    try:
        old, new = read_pair(left, right, syntax="latex", symbols=declared(symbols))
    except ReadingError:
        return None
    if not isinstance(old, At | Sym) or (isinstance(old, At) and old.name in ("m", "D*")):
        return None
    old = At(old.name) if isinstance(old, At) else old
    return Given(old, anywhere(new), where, shown or f"{left.strip()} = {right.strip()}", sure, prose)


def anywhere(e: Expr) -> Expr:
    """The expression without the names of the points at which its functions are taken."""
    if isinstance(e, At):
        return At(e.name)
    kids = children(e)
    return rebuild(e, tuple(map(anywhere, kids))) if kids else e
