"""On which line of a TOML file a key stands: `tomllib` reads values and forgets where they stood."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_TABLE = re.compile(r"\s*\[\[?\s*([A-Za-z0-9_.\-\"' ]+?)\s*\]\]?\s*(?:#.*)?")
_KEY = re.compile(r"""\s*("[^"]*"|'[^']*'|[A-Za-z0-9_\-]+)\s*(?:\.[^=]*)?=""")

#: Of an array that goes on over lines of its own, the first and the last one.
_BEGIN = re.compile(r"\s*\[\s*(?:#.*)?")
_END = re.compile(r"^(?!\s*\[).*\]\s*(?:#.*)?$")


@dataclass
class Places:
    """Lines, from 1: of the file's own keys, and for the k-th `[[name]]` its line, its keys, and the tables inside."""

    line: int = 1
    keys: dict[str, int] = field(default_factory=dict)
    tables: dict[str, list[Places]] = field(default_factory=dict)
    #: For `name = [` the lines below it that begin with `{`.
    inline: dict[str, list[int]] = field(default_factory=dict)

    def of(self, key: str) -> int:
        """The line of a key; where it is missing, of the table it should stand in."""
        if key in self.tables:
            return self.tables[key][0].line
        return self.keys.get(key, self.line)

    def table(self, name: str, number: int) -> Places:
        """The number-th table of that name, from 0; this one if it is written in line."""
        found, written = self.tables.get(name, []), self.inline.get(name, [])
        if number < len(found):
            return found[number]
        return Places(written[number] if number < len(written) else self.of(name))


def places(text: str) -> Places:
    """Where everything stands in a text that `tomllib` has read.

    >>> found = places('title = "x"\\n\\n[[item]]\\nid = "a"\\n[[item]]\\nid = "b"')
    >>> found.of("title"), found.table("item", 1).of("id"), found.table("item", 1).of("points")
    (1, 6, 5)
    """
    top = here = Places()
    inside = array = ""
    # as TOML counts lines: splitlines() would take a form feed for the end of one
    for number, line in enumerate(text.split("\n"), start=1):
        if not inside:
            if array and not line.startswith("[["):
                if line.lstrip().startswith("{"):
                    here.inline.setdefault(array, []).append(number)
                array = "" if _END.search(line) else array
            elif table := _TABLE.fullmatch(line):
                here, array = _opened(top, table[1], number), ""
            elif key := _KEY.match(line):
                name = key[1].strip("\"'")
                here.keys.setdefault(name, number)
                array = name if _BEGIN.fullmatch(line[key.end() :]) else ""
        inside = _still_inside(line, inside)
    return top


def _opened(top: Places, dotted: str, number: int) -> Places:
    here = top
    parts = [part.strip().strip("\"'") for part in dotted.split(".")]
    for part in parts[:-1]:
        here = here.tables[part][-1] if part in here.tables else here
    opened = Places(number)
    here.tables.setdefault(parts[-1], []).append(opened)
    return opened


def _still_inside(line: str, inside: str) -> str:
    '''Which of """ and \'\'\' is open at the end of a line.'''
    at = 0
    while at < len(line):
        if inside:
            end = line.find(inside, at)
            if end < 0:
                return inside
            at, inside = end + 3, ""
        elif line.startswith(('"""', "'''"), at):
            inside, at = line[at : at + 3], at + 3
        elif line[at] in "\"'":
            end = _closes(line, at)
            at = end + 1
        elif line[at] == "#":
            return ""
        else:
            at += 1
    return inside


def _closes(line: str, at: int) -> int:
    """Where the one-line string that opens at `at` closes."""
    quote, at = line[at], at + 1
    while at < len(line) and line[at] != quote:
        at += 2 if line[at] == "\\" and quote == '"' else 1
    return at
