r"""Chains of steps: `A &= B \\ &= C` is A = B and B = C.

A row that begins with a relation goes on with the row above, and so does one that begins with a plus or that an open
bracket or a sign at the end of the row above asks for.  A row with a left side of its own begins a new chain.  What
stands behind a `\quad` or in a further column is a remark, unless it is an equation itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from grading.derivations.tokens import Token, tokens

#: Environments in which `&` sets columns of one and the same equation.
_ONE_COLUMN = ("eqnarray",)
_TEXT = r"\\(?:text(?:rm|it|bf|sf|normal)?|mbox|emph)\s*\{"
_TRAILING_TEXT = re.compile(
    rf"(?:(?<![_^{{])(?<![_^{{] ){_TEXT}(?:[^{{}}]|\{{[^{{}}]*\}})*\}}|\({_TEXT}[^{{}}]*\}}\s*\))\s*$"
)
_TRAILING = re.compile(r"(?:[\s.,;~]|\\[,;:! ]|\\quad|\\qquad)+$")
_LEADING = re.compile(r"^(?:[\s~]|\\[,;:! ]|\{\})+")
_SIGNS = frozenset({"+", "-", "−", "*", "/", r"\cdot", r"\times", r"\pm", r"\mp"})


@dataclass(frozen=True)
class Side:
    """A formula as it was written, without the remarks and the punctuation around it."""

    text: str
    at: int


@dataclass
class Chain:
    """`sides[k] relations[k] sides[k + 1]`; a relation is a token with its sign, its kind and its place."""

    sides: list[Side] = field(default_factory=list)
    relations: list[Token] = field(default_factory=list)


@dataclass
class _Open:
    """A chain that is being read: the last side may still grow."""

    sides: list[list[Token]] = field(default_factory=lambda: [[]])
    relations: list[Token] = field(default_factory=list)

    def add(self, words: list[Token]) -> None:
        for word in words:
            if word.kind == "relation":
                if not _blank(self.sides[-1]):
                    self.relations.append(word)
                    self.sides.append([])
                elif self.relations:
                    # `A =` at the end of a row and `= B` in the next: one relation, written twice
                    self.relations[-1] = word
                # at the head of all, a relation has nothing to relate
            else:
                self.sides[-1].append(word)

    @property
    def waits(self) -> bool:
        """Whether what comes next belongs to it: the last side is empty, ends in a sign, or has an open bracket."""
        last = [t for t in self.sides[-1] if t.kind == "text"]
        if not last:
            return bool(self.relations)
        return last[-1].text in _SIGNS or _depth(last) > 0


def chains(body: str, environment: str = "") -> list[Chain]:
    """The chains of a display, in the order of their first rows.

    >>> [[s.text for s in c.sides] for c in chains(r"A &= B + 1 \\\\ &= C, \\\\ D &= E. ")]
    [['A', 'B + 1', 'C'], ['D', 'E']]
    """
    found: list[_Open] = []
    columns: dict[int, _Open] = {}
    for row in _rows(tokens(body)):
        for column, (words, hangs) in enumerate(_columns(row, environment)):
            for place, part in enumerate(_parts(words)):
                chain = columns.get(column)
                if chain is not None and _goes_on(part, chain, place, hangs, environment):
                    chain.add(part)
                elif any(t.kind == "relation" for t in part) or (place == 0 and column == 0):
                    opened = _Open()
                    opened.add(part)
                    found.append(opened)
                    # a remark behind a quad is no chain that the next row could go on with
                    if place == 0 or chain is None:
                        columns[column] = opened
    return [chain for chain in map(_closed, found) if chain.relations]


def _rows(words: list[Token]) -> list[list[Token]]:
    rows: list[list[Token]] = [[]]
    for word in words:
        if word.kind == "row":
            rows.append([])
        else:
            rows[-1].append(word)
    return [row for row in rows if not _blank([t for t in row if t.kind != "column"])]


def _columns(row: list[Token], environment: str) -> list[tuple[list[Token], bool]]:
    """Equations that stand side by side, since every second & ends one, and whether nothing is before the first &."""
    cells: list[list[Token]] = [[]]
    for word in row:
        if word.kind == "column":
            cells.append([])
        else:
            cells[-1].append(word)
    if environment in _ONE_COLUMN:
        return [([word for cell in cells for word in cell], len(cells) > 1 and _blank(cells[0]))]
    if len(cells) >= 3 and [t.kind for t in cells[1] if t.kind != "space"] == ["relation"]:
        cells = [[*cells[0], *cells[1], *cells[2]], [], *cells[3:]]
    pairs = [([w for cell in cells[k : k + 2] for w in cell], k + 1 < len(cells) and _blank(cells[k]))
             for k in range(0, len(cells), 2)]  # fmt: skip
    return [pair for k, pair in enumerate(pairs) if k == 0 or any(t.kind == "relation" for t in pair[0])]


def _parts(words: list[Token]) -> list[list[Token]]:
    r"""The equations of a cell that `\quad` sets apart; a `\quad` beside a sign is layout."""
    parts: list[list[Token]] = [[]]
    for word in words:
        if word.kind == "wide":
            parts.append([])
        else:
            parts[-1].append(word)
    joined: list[list[Token]] = [[]]
    for part in parts:
        first = next((t for t in part if t.kind != "space"), None)
        last = next((t for t in reversed(joined[-1]) if t.kind != "space"), None)
        if first is None:
            continue
        leads = first.kind == "relation" or first.text in _SIGNS
        if last is None or leads or last.kind == "relation" or last.text in _SIGNS or _depth(joined[-1]) > 0:
            joined[-1].extend(part)
        else:
            joined.append(part)
    return [joined[0], *(part for part in joined[1:] if any(t.kind == "relation" for t in part))]


def _goes_on(part: list[Token], chain: _Open, place: int, hangs: bool, environment: str) -> bool:
    first = next((t for t in part if t.kind != "space"), None)
    if first is None:
        return False
    if first.kind == "relation":
        return True
    if place > 0:
        return False
    if environment == "multline" or chain.waits:
        return True
    # with nothing before the first &, a row goes on; without an &, only a row that has no equation of its own does
    return hangs or (first.text in _SIGNS and not any(t.kind == "relation" for t in part))


def _blank(words: list[Token]) -> bool:
    return not _cleaned("".join(t.text for t in words))


def _depth(words: list[Token]) -> int:
    return sum((t.text in ("(", "[", r"\{", r"\lbrace")) - (t.text in (")", "]", r"\}", r"\rbrace")) for t in words)


def _closed(chain: _Open) -> Chain:
    sides = []
    for words in chain.sides:
        first = next((t for t in words if t.kind == "text"), None)
        sides.append(Side(_cleaned("".join(t.text for t in words)), first.at if first else -1))
    relations = list(chain.relations)
    while sides and not sides[-1].text:
        sides.pop()
        relations = relations[: max(0, len(sides) - 1)]
    return Chain(sides, relations)


def _cleaned(text: str) -> str:
    """A side without the spaces, the punctuation and the words that surround it."""
    text = re.sub(r"\s+", " ", text)
    before = None
    while before != text:
        before = text
        text = _LEADING.sub("", _TRAILING.sub("", text))
        text = _TRAILING_TEXT.sub("", text)
    return text
