"""`python -m grading class SHEET FOLDER`: a class, with a bar; what was graded already is not graded again."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import mean

from grading.assignment.items import FunctionItem, Sheet, TrainingItem
from grading.assignment.reading import BadSheet, read_sheet
from grading.checking import checked
from grading.feedback.hostile import one_line
from grading.graded.cohort import grade
from grading.graded.found import found_in
from grading.graded.outputs import FEEDBACK, MARK_BOOK, write_class, write_feedback
from grading.report import Report, summary
from grading.sandbox import WeakSandbox, protections
from grading.sandbox.protections import weakness
from grading.submission.reading import NoSubmission

Told = Callable[[Report, bool], None]


def grade_class(options: Namespace) -> int:
    """Grade, write, and say where it lies."""
    out = Path(options.out)
    before: list[str] = []
    try:
        sheet = checked(read_sheet(options.sheet))
        submissions, passed_over = found_in(options.folder)
        _is_safe(sheet, options.weak)
        out.mkdir(parents=True, exist_ok=True)
        for name in passed_over:
            print(f"note: {one_line(name)} is neither a folder nor a notebook and is passed over", file=sys.stderr)
        with _progress(len(submissions), quiet=options.json) as shown:

            def told(report: Report, earlier: bool) -> None:
                before.extend([report.submission] * earlier)
                write_feedback(out, report)
                shown(report, earlier)

            reports = grade(sheet, submissions, out, jobs=options.jobs, weak=options.weak, seconds=options.seconds,
                            told=told)  # fmt: skip
        write_class(out, reports, sheet)
    except (BadSheet, NoSubmission, WeakSandbox) as why:
        print(f"error: {why}", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"error: {error.filename}: {error.strerror}; choose another --out", file=sys.stderr)
        return 2
    failed = [report for report in reports if report.failures]
    if options.json:
        print(json.dumps(_data(reports, sheet, out, before, failed), allow_nan=False))
    else:
        _say(reports, sheet, out, before, failed)
    return 1 if failed else 0


def _is_safe(sheet: Sheet, weak: bool) -> None:
    """Refused before the first submission, not at the first that has code."""
    runs_code = any(isinstance(item, FunctionItem | TrainingItem) for item in sheet.items)
    missing = protections().missing
    if runs_code and missing and not weak:
        raise weakness(missing)


@contextmanager
def _progress(total: int, *, quiet: bool) -> Iterator[Told]:
    """A bar in a terminal, a line a submission elsewhere."""
    if quiet:
        yield lambda report, earlier: None
        return
    if not sys.stderr.isatty():
        yield lambda report, earlier: None if earlier else print(summary(report), flush=True)
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    # refreshed by hand: a thread that draws would be copied into the graders in the middle of whatever it does
    with Progress(*columns, console=Console(stderr=True), auto_refresh=False, transient=True) as bar:
        task = bar.add_task("grading", total=total)

        def shown(report: Report, earlier: bool) -> None:
            bar.update(task, advance=1, description=escape(one_line(report.submission)[:30]), refresh=True)

        yield shown


def _say(reports: list[Report], sheet: Sheet, out: Path, before: list[str], failed: list[Report]) -> None:
    points = mean(report.points for report in reports)
    review = sum(bool(report.to_review) for report in reports)
    print(
        f"{len(reports)} submissions, {len(before)} of them graded before; mean {points:.2f} of {sheet.points:g} points"
    )
    if review:
        print(f"{review} need a person: column to_review of the mark book")
    for report in failed:
        print(f"the grader failed on {one_line(report.submission)}: {one_line(report.failures[0])}", file=sys.stderr)
    print(f"{out / MARK_BOOK}, item-analysis.md; for students: {out / FEEDBACK}")


def _data(reports: list[Report], sheet: Sheet, out: Path, before: list[str], failed: list[Report]) -> dict[str, object]:
    return {
        "sheet": sheet.name,
        "out": str(out),
        "out_of": sheet.points,
        "submissions": [
            {"submission": each.submission, "points": each.points, "to_review": list(each.to_review)}
            for each in reports
        ],
        "graded_before": before,
        "failed": [each.submission for each in failed],
    }
