"""Submissions out of a sheet's bank: each is the solution with one answer or function replaced, and says what it is."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

from grading.assignment.items import Sheet
from grading.bank import Entry, entries

FUNCTIONS, BOTH = ("function",), ("formula", "function")
#: In the names of wrong entries that run into the time limit.
_ENDLESS = ("loop", "sleep", "forever")


@dataclass(frozen=True)
class Member:
    """A submission's folder, the item it is about, and whether it is right there."""

    name: str
    item: str
    right: bool


def write_class(sheet: Sheet, folder: Path, size: int, kinds: Collection[str] = BOTH) -> list[Member]:
    """`size` folders of answers.txt and functions.py; members differ in their names and in one line at least."""
    chosen = [entry for entry in entries(sheet) if _is_asked(sheet, entry, kinds)]
    return [_written(entry, folder, number, sheet) for number, entry in enumerate(islice(cycle(chosen), size))]


def sheet_text(sheet: Sheet, kinds: Collection[str] = BOTH) -> str:
    """The sheet with its items of these kinds alone, as TOML: what a class of this kind is asked."""
    lines = (sheet.folder / "sheet.toml").read_text(encoding="utf-8").split("[[item]]")
    kept = [part for part in lines[1:] if any(f'kind = "{kind}"' in part for kind in kinds)]
    return "[[item]]".join([lines[0], *kept])


def _is_asked(sheet: Sheet, entry: Entry, kinds: Collection[str]) -> bool:
    asked = entry.item in [each.id for each in sheet.items if each.kind in kinds]
    # an endless loop costs both graders their time limit, and would be all that is measured; a right one ends
    return asked and (entry.right or not any(word in entry.name for word in _ENDLESS))


def _written(entry: Entry, folder: Path, number: int, sheet: Sheet) -> Member:
    name = f"{number:03}-{entry.name}"
    (folder / name).mkdir(parents=True)
    answers = "\n".join(f"{item}: {text}" for item, text in entry.submission.answers.items())
    (folder / name / "answers.txt").write_text(answers + "\n", encoding="utf-8")
    (folder / name / sheet.code).write_text(f"{entry.submission.code}\n# {number}\n", encoding="utf-8")
    return Member(name, entry.item, entry.right)
