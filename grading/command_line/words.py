"""A report in a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from grading.feedback.hostile import one_line
from grading.feedback.shown import shown
from grading.report import Report
from grading.results import Incorrect

_INDENT = "    "


def terminal(report: Report, *, whole: bool = True) -> Iterator[str]:
    """The lines; what a student wrote cannot move the cursor.  Without `whole`: what the student gets to see."""
    for problem in report.problems:
        yield f"note: {one_line(problem)}"
    for each in shown(report, whole=whole):
        yield f"{each.word:<11}  {each.item.id}  ({each.score})"
        answer = each.answer
        if answer is None:
            continue
        yield _INDENT + one_line(answer.because)
        if isinstance(answer, Incorrect):
            if answer.witness:
                for name in ("input", "got", "expected"):
                    yield f"{_INDENT}{name + ':':<10}{one_line(getattr(answer.witness, name))}"
            if answer.hint:
                yield f"{_INDENT}hint:     {one_line(answer.hint)}"
