"""Submissions out of a sheet's bank: each is the solution with one answer or function replaced, and says what it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

from grading.assignment.items import FormulaItem, FunctionItem, Sheet
from grading.bank import Entry, entries


@dataclass(frozen=True)
class Member:
    """A submission's folder, the item it is about, and whether it is right there."""

    name: str
    item: str
    right: bool


def write_class(sheet: Sheet, folder: Path, size: int) -> list[Member]:
    """`size` folders of answers.txt and functions.py; members differ in their names and in one line at least."""
    chosen = [entry for entry in entries(sheet) if _is_asked(sheet, entry)]
    return [_written(entry, folder, number, sheet) for number, entry in enumerate(islice(cycle(chosen), size))]


def sheet_text(sheet: Sheet) -> str:
    """The sheet with its formulas and functions alone, as TOML: what a class of this kind is asked."""
    lines = (sheet.folder / "sheet.toml").read_text(encoding="utf-8").split("[[item]]")
    kept = [part for part in lines[1:] if 'kind = "formula"' in part or 'kind = "function"' in part]
    return "[[item]]".join([lines[0], *kept])


def _is_asked(sheet: Sheet, entry: Entry) -> bool:
    item = next((each for each in sheet.items if each.id == entry.item), None)
    # an endless loop costs both graders their time limit, and would be all that is measured
    return isinstance(item, FormulaItem | FunctionItem) and not any(
        word in entry.name for word in ("loop", "sleep", "forever")
    )


def _written(entry: Entry, folder: Path, number: int, sheet: Sheet) -> Member:
    name = f"{number:03}-{entry.name}"
    (folder / name).mkdir(parents=True)
    answers = "\n".join(f"{item}: {text}" for item, text in entry.submission.answers.items())
    (folder / name / "answers.txt").write_text(answers + "\n", encoding="utf-8")
    (folder / name / sheet.code).write_text(f"{entry.submission.code}\n# {number}\n", encoding="utf-8")
    return Member(name, entry.item, entry.right)


def items_of(sheet: Sheet) -> Iterator[str]:
    """The items that the class is asked."""
    return (item.id for item in sheet.items if isinstance(item, FormulaItem | FunctionItem))
