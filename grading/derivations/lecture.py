"""What a file of notes holds: its chains, each with what has been declared, mentioned and named where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from grading.derivations.chains import Chain, chains
from grading.derivations.macros import Macro, expanded, macros
from grading.derivations.markup import Event, events
from grading.derivations.notes import BadNotes, Page
from grading.derivations.room import Given
from theory.command_line.question import Unreadable, declared
from theory.reading import ReadingError, read_pair
from theory.terms.expr import At, Expr, Sym, children, rebuild


@dataclass(frozen=True)
class Placed:
    """A chain in its place.  `section` and `display` are numbers: names are known for as long as a section lasts.
    `example`: the words of the section speak of particular laws."""

    chain: Chain
    page: Page
    offset: int
    section: int
    display: int
    symbols: Mapping[str, str]
    given: tuple[Given, ...]
    prose: tuple[Given, ...]
    example: bool
    commands: Mapping[str, Macro] = field(repr=False)

    def address(self, at: int) -> str:
        return self.page.address(self.offset + max(at, 0))

    def line(self, at: int) -> int:
        return self.page.line(self.offset + max(at, 0))

    def formula(self, text: str) -> str:
        """The text with the writer's own commands written out."""
        return expanded(text, self.commands)


class _State:
    """What has been said so far."""

    def __init__(self, symbols: Mapping[str, str], commands: Mapping[str, Macro]) -> None:
        self.symbols, self.commands = dict(symbols), commands
        self.given: dict[Expr, Given] = {}
        self.prose: list[Given] = []
        self.section = self.display = 0
        self.example = False


def lecture(pages: Iterable[Page], symbols: Mapping[str, str]) -> list[Placed]:
    """All chains of the pages of one file; raises BadNotes where a declaration or a display cannot be read."""
    pages = list(pages)
    commands = {name: macro for page in pages for name, macro in macros(page.text).items()}
    state = _State(symbols, commands)
    return [placed for page in pages for event in events(page.text, markdown=page.markdown)
            for placed in _taken(state, page, event)]  # fmt: skip


def _taken(state: _State, page: Page, event: Event) -> Iterator[Placed]:
    where = page.address(event.at)
    match event.kind:
        case "unclosed":
            raise BadNotes(f"{where}: {event.text} is never closed, so that it is unclear what is displayed; close it")
        case "heading":
            state.section += 1
            state.prose, state.example = [], False
        case "example":
            state.example = True
        case "domain":
            state.symbols |= domain(event.text, where)
        case "given":
            found = equation(event.text, state, where, sure=True)
            if found is None:
                raise BadNotes(
                    f'{where}: {event.text!r} is not a name, "=" and a formula that can be read, such as "q = p"'
                )
            state.given[found.old] = found
        case "prose":
            found = equation(event.text, state, f"line {page.line(event.at)}", prose=True)
            state.prose += [found] if found else []
        case "display":
            state.display += 1
            for chain in chains(event.text, event.environment):
                yield Placed(chain, page, event.at, state.section, state.display, dict(state.symbols),
                             tuple(state.given.values()), tuple(state.prose), state.example,
                             state.commands)  # fmt: skip
            state.prose = []


def domain(text: str, where: str) -> dict[str, str]:
    """The declaration `t: (0,inf)`, by the name as readers know it; raises BadNotes."""
    name, colon, region = (part.strip() for part in text.partition(":"))
    if not colon:
        raise BadNotes(f'{where}: domain {text!r}: a name, a colon and a domain are expected, such as "t: (0,inf)"')
    try:
        return dict.fromkeys(declared({name: region}), region)
    except Unreadable as why:
        raise BadNotes(f"{where}: {why.in_one_line()}") from why


def equation(text: str, state: _State, where: str, *, sure: bool = False, prose: bool = False) -> Given | None:
    """`name = formula` as something that is given, if that is what the text says."""
    left, sign, right = text.strip().rstrip(".,;").partition("=")
    if not sign or "=" in right:
        return None
    left, right = expanded(left, state.commands), expanded(right, state.commands)
    return given(left, right, state.symbols, where, sure=sure, prose=prose)


def given(left: str, right: str, symbols: Mapping[str, str], where: str, *, sure: bool = False,
          prose: bool = False) -> Given | None:  # fmt: skip
    """`left = right` as something to put in, if `left` is a name and both can be read."""
    try:
        old, new = read_pair(left, right, syntax="latex", symbols=declared(symbols))
    except ReadingError:
        return None
    if not isinstance(old, At | Sym) or (isinstance(old, At) and old.name in ("m", "D*")):
        return None
    old = At(old.name) if isinstance(old, At) else old
    return Given(old, anywhere(new), where, f"{left.strip()} = {right.strip()}", sure, prose)


def anywhere(e: Expr) -> Expr:
    """The expression without the names of the points at which its functions are taken."""
    if isinstance(e, At):
        return At(e.name)
    kids = children(e)
    return rebuild(e, tuple(map(anywhere, kids))) if kids else e
