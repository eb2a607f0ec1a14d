"""The outcome of one submission: an answer and points for every item of the sheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from grading.assignment.items import Item, Sheet
from grading.feedback.hostile import one_line
from grading.results import Answer, NotChecked, answer_from, as_data, verdict


@dataclass(frozen=True)
class Marked:
    """An item, what is said of the answer to it, and the points it earns."""

    item: Item
    answer: Answer

    @property
    def points(self) -> float:
        return self.item.earned(self.answer)


@dataclass(frozen=True)
class Report:
    """All items of a sheet for one submission.

    problems    what of the submission could not be read, for the student
    failures    what went wrong in the grader itself, for the lecturer; the items it touches are not checked
    """

    sheet: Sheet
    submission: str
    marked: tuple[Marked, ...]
    problems: tuple[str, ...] = ()
    failures: tuple[str, ...] = ()

    @property
    def points(self) -> float:
        return round(sum(each.points for each in self.marked), 6)

    @property
    def to_review(self) -> tuple[str, ...]:
        """The items that a person has to look at."""
        return tuple(each.item.id for each in self.marked if isinstance(each.answer, NotChecked))


def report_as_data(report: Report) -> dict[str, Any]:
    """The report as plain data, without references; `report_from` is its inverse."""
    return {
        "sheet": report.sheet.name,
        "submission": report.submission,
        "points": report.points,
        "out_of": report.sheet.points,
        "problems": list(report.problems),
        "failures": list(report.failures),
        "items": [
            {
                "id": each.item.id,
                "kind": each.item.kind,
                "points": each.points,
                "out_of": each.item.points,
                "visibility": each.item.visibility,
                **as_data(each.answer),
            }
            for each in report.marked
        ],
    }


def report_from(data: Mapping[str, Any], sheet: Sheet) -> Report:
    """The report that `report_as_data` wrote, for the same sheet; ValueError if the items are others."""
    found = {each["id"]: each for each in data["items"]}
    if data["sheet"] != sheet.name or list(found) != [item.id for item in sheet.items]:
        raise ValueError(f"a report on {data['sheet']} with the items {', '.join(found)} is not one on {sheet.name}")
    marked = tuple(Marked(item, answer_from(found[item.id])) for item in sheet.items)
    return Report(sheet, data["submission"], marked, tuple(data["problems"]), tuple(data["failures"]))


def summary(report: Report) -> str:
    """One line: `anna: 7.5 of 12 points; 8 correct, 3 incorrect, 1 not checked`."""
    words = [verdict(each.answer) for each in report.marked]
    counts = ", ".join(f"{words.count(word)} {word}" for word in ("correct", "incorrect", "not checked"))
    return f"{one_line(report.submission)}: {report.points:g} of {report.sheet.points:g} points; {counts}"
