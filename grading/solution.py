"""What lies beside a sheet: its solution, which has to earn every point, and its template, which has to earn none."""

from __future__ import annotations

from collections.abc import Iterator

from grading.assignment.items import Sheet
from grading.assignment.reading import BadSheet
from grading.marking import mark
from grading.results import Correct, Incorrect, verdict
from grading.submission.reading import NoSubmission, Submission, read_submission

SOLUTION, TEMPLATE = "solution", "template"


def solution_of(sheet: Sheet) -> Submission | None:
    """The solution, or None where nobody has written one yet; raises BadSheet if it cannot be read."""
    return _beside(sheet, SOLUTION)


def own_faults(sheet: Sheet, *, weak: bool = False) -> Iterator[str]:
    """Whether the solution earns every point, and the template none; what is not there has no faults."""
    if (given := solution_of(sheet)) is not None:
        solution = mark(sheet, given, weak=weak)
        for each in solution.marked:
            if not isinstance(each.answer, Correct):
                yield f"solution, {each.item.id}: {verdict(each.answer)}: {each.answer.because}"
        yield from (f"solution: {problem}" for problem in solution.problems)
    if (given := _beside(sheet, TEMPLATE)) is not None:
        template = mark(sheet, given, weak=weak)
        for each in template.marked:
            if each.points or not isinstance(each.answer, Incorrect):
                yield f"template, {each.item.id}: {verdict(each.answer)}, {each.points:g} points: {each.answer.because}"
        yield from (f"template: {problem}" for problem in template.problems)


def missing(sheet: Sheet) -> list[str]:
    """What a sheet can do without, and what is not asked of it for that."""
    without = {SOLUTION: "nothing to try it on", TEMPLATE: "nothing that students start from",
               "bank": "no answers that are known to be wrong or right"}  # fmt: skip
    return [f"no {name}/: {lacks}" for name, lacks in without.items() if not (sheet.folder / name).exists()]


def _beside(sheet: Sheet, name: str) -> Submission | None:
    if not (sheet.folder / name).exists():
        return None
    try:
        return read_submission(sheet.folder / name, sheet)
    except NoSubmission as why:
        raise BadSheet(str(why)) from why
