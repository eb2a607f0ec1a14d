"""results.json for Gradescope, from a report; and the failing one, written before anything is run.

Gradescope shows a student only what is in results.json, and nothing of a hidden test; whatever stands at the top of
the file is therefore written from what is visible.  All text is of the format `text`: nothing in it is rendered.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from grading.assignment.items import Sheet
from grading.feedback.gradescope_format import validate
from grading.feedback.hostile import one_line, plain
from grading.feedback.markdown import GUESS, HINT, REVIEW
from grading.feedback.shown import counts, shown, total
from grading.report import Marked, Report
from grading.results import Answer, Correct, Incorrect, NotChecked, verdict

UNFINISHED = (
    "The autograder did not finish, so nothing is marked yet.  This is not a verdict on the submission: hand it in "
    "once more, and if this stays, tell the teaching staff."
)


def results(
    report: Report,
    *,
    seconds: float | None = None,
    visibility: str = "visible",
    stdout_visibility: str = "hidden",
    leaderboard: Sequence[Mapping[str, Any]] = (),
) -> dict[str, Any]:
    """The report as the content of results.json; `seconds` is what the run took.

    `leaderboard`: rows such as `{"name": "Accuracy", "value": 0.926, "order": "desc"}`.
    """
    data: dict[str, Any] = {"score": report.points}
    if seconds is not None:
        data["execution_time"] = round(max(0.0, seconds), 3)
    data |= {
        "output": "\n".join(_top(report)),
        **_formats(),
        "visibility": visibility,
        "stdout_visibility": stdout_visibility,
        "extra_data": {"sheet": report.sheet.name},
        "tests": [_test(number, each) for number, each in enumerate(report.marked, start=1)],
    }
    if leaderboard:
        data["leaderboard"] = [dict(row) for row in leaderboard]
    return data


def early(sheet: Sheet) -> dict[str, Any]:
    """What stands in results.json until the run has ended: no points, and why."""
    tests = []
    for number, item in enumerate(sheet.items, start=1):
        tests.append({
            "score": 0.0,
            "max_score": float(item.points),
            "status": "failed",
            "name": item.id,
            "number": str(number),
            "output": UNFINISHED,
            "visibility": item.visibility,
        })  # fmt: skip
    return {"score": 0.0, "output": UNFINISHED, **_formats(), "stdout_visibility": "hidden", "tests": tests}


def text_of(data: Mapping[str, Any]) -> str:
    """The file's text: strict JSON; ValueError, with what is wrong, if the data break the specification."""
    wrong = validate(data)
    if wrong:
        raise ValueError(f"not a results.json of Gradescope: {'; '.join(wrong)}")
    return json.dumps(data, ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def write(path: str | Path, data: Mapping[str, Any]) -> None:
    """Replace the file at once: whoever looks sees the old results or the new ones, whole."""
    path = Path(path)
    text = text_of(data)
    handle, part = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(part, 0o644)
        os.replace(part, path)
    finally:
        Path(part).unlink(missing_ok=True)


def answer_text(answer: Answer) -> str:
    """What is said of an answer, as lines of plain text: the fact, then the witness, then apart from it the hint."""
    return "\n".join(_lines(answer))


def _lines(answer: Answer) -> Iterator[str]:
    yield f"{verdict(answer)}: {plain(answer.because)}"
    match answer:
        case NotChecked():
            yield REVIEW
        case Incorrect(witness=witness, hint=hint):
            if witness is not None:
                yield ""
                yield f"input:    {one_line(witness.input)}"
                yield f"got:      {one_line(witness.got)}"
                yield f"expected: {one_line(witness.expected)}"
            if hint:
                yield ""
                yield f"{HINT} ({GUESS}): {plain(hint)}"


def _top(report: Report) -> Iterator[str]:
    items = shown(report)
    yield f"{one_line(report.sheet.title)}: {total(items)} ({counts(items)})"
    for problem in report.problems:
        yield f"Problem: {one_line(problem)}"


def _formats() -> dict[str, str]:
    return {"output_format": "text", "test_output_format": "text", "test_name_format": "text"}


def _test(number: int, each: Marked) -> dict[str, Any]:
    mistake = each.answer.mistake if isinstance(each.answer, Incorrect) else ""
    return {
        "score": each.points,
        "max_score": float(each.item.points),
        # an item worth nothing would count as passed, whatever is said of it
        "status": "passed" if isinstance(each.answer, Correct) else "failed",
        "name": each.item.id,
        "name_format": "text",
        "number": str(number),
        "output": answer_text(each.answer),
        "output_format": "text",
        "tags": [each.item.kind, verdict(each.answer)],
        "visibility": each.item.visibility,
        "extra_data": {"item": each.item.id, "verdict": verdict(each.answer), "mistake": one_line(mistake)},
    }
