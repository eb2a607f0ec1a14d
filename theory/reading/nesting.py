r"""From characters to items: the lark grammars, built once when first needed, and what each rule yields."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from theory.reading import words
from theory.reading.around import without_surroundings
from theory.reading.errors import ReadingError
from theory.reading.items import Item, is_star
from theory.reading.limits import check_text

if TYPE_CHECKING:
    from lark import Lark, Token

_SYMBOL_KINDS = {
    "NUMBER": "number", "DIGIT": "number", "DOT": "dot", "IMAGINARY": "imaginary", "STAR": "op", "PLUS": "op",
    "MINUS": "op", "SLASH": "op", "OPERATOR": "op", "POWER": "op", "DBAR": "dbar", "BAR": "bar",
    "COMMA": "comma", "SEMI": "semi",
    "TILDE": "sim", "TIE": "tie", "SPACE": "space", "EQUALS": "equals", "RELATION": "relation", "INFINITY": "infinity",
}  # fmt: skip
_CLOSERS = {"RPAR": "')'", "RSQB": "']'", "RBRACE": "'}'", "RBAR": "'\\right|'"}
_BRACKETS = {"LPAR": "(", "LSQB": "[", "LBRACE": "{"}


class _Yield:
    """What each rule of the grammars yields; lark calls the method of the rule's name with the rule's parts."""

    def start(self, parts: list[Item]) -> list[Item]:
        return _joined(parts)

    def symbol(self, parts: list[Token]) -> Item:
        token = parts[0]
        pos, end, text = token.start_pos or 0, token.end_pos or 0, str(token)
        kind = _SYMBOL_KINDS.get(token.type)
        if kind == "op":
            return Item("op", "^" if text == "**" else text, pos, end)
        if kind is not None:
            return Item(kind, "wide" if text.startswith("\\hspace") else text, pos, end)
        if token.type == "COMMAND":
            return _command(text[1:], pos, end)
        if token.type == "STYLED":
            text = re.sub(r"^\\[a-z]+\*?\s*\{?\s*\\?|\s*\}$", "", text)
            return Item("name", words.GREEK.get(text, text), pos, end)
        if token.type == "DSTAR":
            return Item("name", "D*", pos, end)
        primes = len(text) - len(text.rstrip("'"))
        text = "_".join(words.GREEK_LETTERS.get(part, part) for part in text.rstrip("'").split("_"))
        return Item("name", text, pos, end, primes=primes)

    single = symbol

    def atom(self, parts: list[Item]) -> Item:
        """A brace around a single item is TeX's way to hold it together; it is not a bracket."""
        item = parts[0]
        label = item.label
        while item.kind == "group" and item.text == "{" and len(item.inside) == 1:
            item = item.inside[0]
            item.braced = True
        item.label = label
        return item

    def item(self, parts: list[Any]) -> Item:
        item: Item = parts[0]
        remark = {"underbrace": "below", "overbrace": "above"}.get(item.label)
        if item.braced and item.has_scripts and any(which not in ("below", remark) for which, _ in parts[1:]):
            # in {a^b}^c the brace is a bracket
            item = Item("group", "{", item.pos, item.end, ([item],))
        for which, value in parts[1:]:
            if which == remark:
                continue
            if which == "below" and item.sub is None:
                item.sub = value
            elif which == "below":
                # two subscripts are an error in TeX; the dot makes the label unreadable
                item.sub = [*item.sub, Item("dot", "_", item.pos, item.end), *value]  # type: ignore[misc]
            elif which == "prime":
                item.primes += value
            elif value and all(v.kind == "prime" for v in value):
                item.primes += len(value)
            elif len(value) > 1 and is_star(value[:1]) and item.kind == "name":
                item.sups = [*item.sups, value[:1], value[1:]]
            else:
                item.sups = [*item.sups, value]
        return item

    def subscripted(self, parts: list[Any]) -> Item:
        item = self.symbol(parts[:1])
        item.sub = parts[1].inside
        return item

    def arg(self, parts: list[Item]) -> list[Item]:
        item = parts[0]
        return item.inside if item.kind == "group" else [item]

    def below(self, parts: list[list[Item]]) -> tuple[str, list[Item]]:
        return "below", parts[0]

    def above(self, parts: list[list[Item]]) -> tuple[str, list[Item]]:
        return "above", parts[0]

    def prime(self, parts: list[Token]) -> tuple[str, int]:
        return "prime", len(parts[0])

    def _bracketed(self, parts: list[Any], text: str) -> Item:
        opening = parts[0]
        # a modulus keeps its closing bar, a named token; ordinary closing brackets are dropped by lark
        inside = _joined([p for p in parts[1:] if isinstance(p, Item)])
        return Item("group", text, opening.start_pos, opening.end_pos, (inside,))

    def round(self, parts: list[Any]) -> Item:
        return self._bracketed(parts, "(")

    def square(self, parts: list[Any]) -> Item:
        return self._bracketed(parts, "[")

    def curly(self, parts: list[Any]) -> Item:
        return self._bracketed(parts, "{")

    def modulus(self, parts: list[Any]) -> Item:
        return self._bracketed(parts, "|")

    def group(self, parts: list[Item]) -> Item:
        return parts[0]

    def fraction(self, parts: list[Any]) -> Item:
        return Item("frac", "", parts[0].start_pos, parts[0].end_pos, (parts[1], parts[2]))

    def root(self, parts: list[Any]) -> Item:
        return Item("sqrt", "", parts[0].start_pos, parts[0].end_pos, (parts[1],))

    def nth_root(self, parts: list[Any]) -> Item:
        return Item("sqrt", "", parts[0].start_pos, parts[0].end_pos, (parts[-1], _joined(parts[1:-1])))

    def boxed(self, parts: list[Any]) -> Item:
        opening = parts[0]
        return Item("group", "{", opening.start_pos, opening.end_pos, (parts[1],), label=str(opening)[1:])

    def accented(self, parts: list[Any]) -> Item:
        """`\\dot q` becomes the name q with an accent; `\\underset{x\\sim p}{E}` becomes E with a subscript."""
        command, pos = str(parts[0])[1:], parts[0].start_pos
        if command == "underset":
            if len(parts[2]) == 1 and parts[2][0].sub is None:
                parts[2][0].sub = parts[1]
                return parts[2][0]
            return Item("unknown", "underset", pos, parts[0].end_pos)
        inner = parts[1]
        if len(inner) != 1 or inner[0].kind != "name":
            return Item("unknown", command, pos, parts[0].end_pos)
        mark = {"widehat": "hat", "widetilde": "tilde", "overline": "bar"}.get(command, command)
        item: Item = inner[0]
        item.text, item.pos = f"{item.text}_{mark}", pos
        return item


def _joined(items: list[Item]) -> list[Item]:
    """The items with digits that touch joined to numbers; only the last digit of a number can carry scripts."""
    joined: list[Item] = []
    for item in items:
        last = joined[-1] if joined else None
        touching = last is not None and last.end == item.pos and not last.has_scripts
        if item.text == "iint":
            joined.append(replace(item, text=""))
            item = Item("int", "", item.pos, item.end)
        if item.kind in ("number", "dot") and last is not None and last.kind in ("number", "dot") and touching:
            item.text, item.pos, item.kind = last.text + item.text, last.pos, "number"
            joined[-1] = item
        else:
            joined.append(item)
    return joined


def _command(name: str, pos: int, end: int) -> Item:
    if name in words.COMMAND_KINDS:
        kind, text = words.COMMAND_KINDS[name]
        return Item(kind, text, pos, end)
    word = words.GREEK.get(name) or words.COMMAND_WORDS.get(name)
    return Item("name", word, pos, end) if word else Item("unknown", name, pos, end)


@cache
def _parser(syntax: str) -> Lark:
    from lark import Lark

    return Lark(
        (Path(__file__).parent / f"{syntax}.lark").read_text(encoding="utf-8"),
        parser="lalr",
        # LaTeX takes a single letter as an argument, as in `\frac pq`; plain words are the same everywhere
        lexer="contextual" if syntax == "latex" else "basic",
        transformer=_Yield(),  # type: ignore[arg-type]
        maybe_placeholders=False,
    )


def items_of(text: str, syntax: str) -> list[Item]:
    """The items of a text; whatever the grammar refuses comes out as a ReadingError."""
    from lark.exceptions import LarkError, UnexpectedCharacters, UnexpectedToken

    check_text(text)
    source = (without_surroundings(text) if syntax == "latex" else text).translate(words.SAME_AS)
    try:
        return _parser(syntax).parse(source)  # type: ignore[return-value]
    except UnexpectedToken as error:
        position = len(text.rstrip()) if error.token.type == "$END" else (error.token.start_pos or 0)
        raise _unexpected(text, position, set(error.expected), error.token.type == "$END") from None
    except UnexpectedCharacters as error:
        raise _unexpected(text, error.pos_in_stream, set(), False) from None
    except (LarkError, RecursionError) as error:
        raise ReadingError(text, 0, f"this cannot be read ({type(error).__name__})") from None


def _unexpected(text: str, position: int, expected: set[str], at_end: bool) -> ReadingError:
    closers = [shown for name, shown in _CLOSERS.items() if name in expected]
    if at_end:
        what = "a bracket is not closed" if closers else "the text ends too early"
        return ReadingError(text, position, what, closers[0] if closers else "an argument")
    character = text[position : position + 1]
    if text[:position].rstrip()[-1:] in ("^", "_"):
        return ReadingError(text, position, f"unexpected {character!r}", "'{...}' around an exponent or a label")
    if character == "'":
        return ReadingError(text, position, "a derivative is not a formula here", "the derivative worked out")
    if character and character in ")]}":
        return ReadingError(text, position, f"'{character}' closes nothing", closers[0] if closers else "")
    if character == "\\":
        found = re.match(r"\\[A-Za-z]*.?", text[position:])
        return ReadingError(text, position, f"unexpected {found.group() if found else character}")
    shown = repr(character) if character.isprintable() else f"character U+{ord(character):04X}" if character else "end"
    return ReadingError(text, position, f"unexpected {shown}", "" if not closers else f"a formula or {closers[0]}")
