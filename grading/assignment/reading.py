"""From `sheet.toml` to a `Sheet`; a malformed one gets an error with its line and a way out."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from grading.assignment.fields import BadField, fields_of
from grading.assignment.items import Item, Sheet
from grading.assignment.places import Places, places
from grading.assignment.texts import control_in, refusal

FILE = "sheet.toml"
MAX_BYTES = 2**20
#: What every item has, and how it is written.
_EVERY = {"id": 'id = "js-at-disjoint"', "kind": 'kind = "formula"', "points": "points = 1",
          "question": "question = '...'"}  # fmt: skip
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_CODE = re.compile(r"[A-Za-z_]\w*\.py")
#: Where the sheets that come with the project lie.
SHIPPED = Path(__file__).parent.parent / "sheets"


class BadSheet(ValueError):
    """A sheet that cannot be used: names the place, what was given, the law it breaks and the way out."""


def shipped() -> list[str]:
    """The names of the sheets that come with the project."""
    return sorted(file.parent.name for file in SHIPPED.glob(f"*/{FILE}"))


def read_sheet(where: str | Path) -> Sheet:
    """The sheet in a folder, in a file, or of a shipped name; raises BadSheet."""
    file = _file(where)
    try:
        raw = file.read_bytes()
    except OSError as error:
        raise BadSheet(f"{file}: cannot be read ({error.strerror}); name a folder with a {FILE}") from error
    if len(raw) > MAX_BYTES:
        raise BadSheet(f"{file}: {len(raw)} bytes, where at most {MAX_BYTES} are read; split the sheet")
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
        data = tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise BadSheet(f"{file}: byte {error.start} is not UTF-8; save the file as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise BadSheet(_not_toml(file, str(error))) from error
    return _Reader(file, data, text).sheet()


def _file(where: str | Path) -> Path:
    path = Path(where)
    if path.is_dir():
        return path / FILE
    if path.exists() or path.suffix == ".toml":
        return path
    if str(where) in shipped():
        return SHIPPED / str(where) / FILE
    near = get_close_matches(str(where), shipped(), n=1)
    hint = f"; did you mean {near[0]}?" if near else ""
    ours = ", ".join(shipped())
    raise BadSheet(f"{where} is neither a folder with a {FILE} nor a sheet that comes with the project ({ours}){hint}")


def _not_toml(file: Path, said: str) -> str:
    found = re.search(r"\(at line (\d+), column (\d+)\)|\(at end of document\)", said)
    place = f"{file}:{found[1]}" if found and found[1] else f"{file}"
    what = said[: found.start()].strip() if found else said
    remedy = "close what is open"
    if "escape" in what or "backslash" in what:
        remedy = r"write LaTeX in single quotes, 'reference = '\log 2'', where a backslash is a backslash"
    elif found and found[1]:
        remedy = "a line is key = value, [table] or [[item]]; text stands in quotes"
    return f"{place}: not TOML: {what}; {remedy}"


class _Reader:
    """One file on its way to a sheet: every error knows its line."""

    def __init__(self, file: Path, data: dict[str, Any], text: str) -> None:
        self.file, self.data, self.where = file, data, places(text)
        self.digest = hashlib.sha256(text.encode()).hexdigest()

    def bad(self, line: int, what: str) -> BadSheet:
        return BadSheet(f"{self.file}:{line}: {what}")

    def sheet(self) -> Sheet:
        top = self.data
        self._known(top, ("title", "code", "seed", "limits", "item"), self.where, "a sheet")
        title = self._value(top, "title", str, "a text", lambda value: bool(value.strip()))
        if control := control_in(title):
            raise self.bad(self.where.of("title"), refusal("title", control))
        code = self._value(top, "code", str, "the name of a Python file, such as functions.py", _CODE.fullmatch,
                           "functions.py")  # fmt: skip
        seed = self._value(top, "seed", int, "a whole number from 0 on", lambda value: value >= 0, 0)
        given = top.get("item")
        if not isinstance(given, list) or not given:
            raise self.bad(self.where.of("item"), "a sheet has items; write a table [[item]] for each")
        items: dict[str, Item] = {}
        lines: dict[str, int] = {}
        for number, table in enumerate(given):
            at = self.where.table("item", number)
            item = self._item(table, at)
            if item.id in items:
                raise self.bad(at.of("id"), f"id {item.id!r} stands on line {lines[item.id]} already; ids are unique")
            items[item.id] = item
            lines.update(_lines(item.id, table, at))
        limits = self._limits()
        lines.update({f"[limits]/{name}": self.where.table("limits", 0).of(name) for name in limits})
        return Sheet(title, self.file.parent.resolve().name, self.file.parent.resolve(), tuple(items.values()), code,
                     seed, limits, self.digest, lines)  # fmt: skip

    def _item(self, table: Any, at: Places) -> Item:
        if not isinstance(table, dict):
            raise self.bad(at.line, f"an item is a table [[item]] with id, kind and points, not {table!r}")
        for key, written in _EVERY.items():
            if key not in table:
                near = get_close_matches(key, [other for other in table if other not in _EVERY], n=1)
                if near:
                    raise self.bad(at.of(near[0]), f"an item needs {key}, and {near[0]!r} is none; did you mean {key}?")
                has = ", ".join(table) or "nothing"
                raise self.bad(at.line, f"an item needs {key}, such as {written}; this one has {has}")
        if not isinstance(table["id"], str) or not _ID.fullmatch(table["id"]):
            raise self.bad(
                at.of("id"), f"id is {table['id']!r}; ids are small letters, digits and dashes: js-at-disjoint"
            )
        try:
            return fields_of(table)
        except BadField as why:
            inner = at
            for name, number in why.path:
                inner = inner.table(name, number)
            raise self.bad(inner.of(why.key), f"item {table['id']}: {why}") from why

    def _limits(self) -> Mapping[str, float]:
        limits = self.data.get("limits", {})
        if not isinstance(limits, dict):
            raise self.bad(self.where.of("limits"), "limits is a table [limits] of numbers")
        at = self.where.table("limits", 0)
        for key, value in limits.items():
            if type(value) not in (int, float) or not value > 0:
                raise self.bad(at.of(key), f"{key} is {value!r}; a limit is a positive number")
        return limits

    def _value(self, table: Mapping[str, Any], key: str, kind: type, law: str, holds: Callable[[Any], Any],
               default: Any = None) -> Any:  # fmt: skip
        if key not in table and default is not None:
            return default
        if key not in table:
            raise self.bad(self.where.of(key), f'{key} is missing; write {key} = "..." above the first table')
        value = table[key]
        if type(value) is not kind or not holds(value):
            raise self.bad(self.where.of(key), f"{key} is {value!r}; it is {law}")
        return value

    def _known(self, table: Mapping[str, Any], known: Iterable[str], at: Places, what: str) -> None:
        for key in table:
            if key not in known:
                near = get_close_matches(key, list(known), n=1)
                hint = f"did you mean {near[0]}?" if near else f"{what} has {', '.join(known)}"
                raise self.bad(at.of(key), f"{key} is nothing that {what} has; {hint}")


def _lines(name: str, table: Mapping[str, Any], at: Places) -> Iterable[tuple[str, int]]:
    """Where an item stands, its fields, and the tables inside it with theirs, as `Sheet.lines` has them."""
    yield name, at.line
    for key, value in table.items():
        yield f"{name}/{key}", at.of(key)
        for number, inner in enumerate(value if isinstance(value, list) else []):
            if isinstance(inner, dict):
                place = at.table(key, number)
                yield f"{name}/{key}/{number}", place.line
                yield from ((f"{name}/{key}/{number}/{field}", place.of(field)) for field in inner)
