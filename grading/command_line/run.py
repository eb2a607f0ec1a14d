"""`python -m grading run SHEET SUBMISSION`: one submission, item by item."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

from grading.assignment.items import Item
from grading.assignment.reading import BadSheet, read_sheet
from grading.checking import checked
from grading.command_line.words import terminal
from grading.feedback import gradescope
from grading.feedback.markdown import markdown
from grading.graded.outputs import WHOLE, write_copy
from grading.graded.stored import fingerprint, replace, store
from grading.marking import mark
from grading.report import Report, report_as_data, summary
from grading.results import Correct, Incorrect
from grading.sandbox import WeakSandbox
from grading.submission.reading import NoSubmission, read_submission

#: Below --out: what is not for the student's eyes.
LECTURERS = "lecturer"


def run(options: Namespace) -> int:
    """Print what is said of each item; the exit code says it too."""
    try:
        sheet = checked(read_sheet(options.sheet))
        submission = read_submission(options.submission, sheet, name=options.name)
        _is_writable(options.out)
        _is_writable(os.path.dirname(options.gradescope or "") or None)
        start = monotonic()
        with _shown() as began:
            report = mark(sheet, submission, weak=options.weak, began=began)
        if options.out:
            write_copy(Path(options.out), report)
            store(Path(options.out) / LECTURERS, report, fingerprint(sheet, submission, weak=options.weak))
            replace(Path(options.out) / LECTURERS / WHOLE, markdown(report, whole=True))
        if options.gradescope:
            gradescope.write(options.gradescope, gradescope.results(report, seconds=monotonic() - start))
    except (BadSheet, NoSubmission, WeakSandbox) as why:
        print(f"error: {why}", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"error: {error.filename}: {error.strerror}; choose another place", file=sys.stderr)
        return 2
    if options.json:
        print(json.dumps(report_as_data(report), allow_nan=False))
    else:
        print("\n".join(terminal(report, whole=not options.student)))
        if not options.student:
            print(summary(report))
    for failure in report.failures:
        print(f"the grader failed on {failure}", file=sys.stderr)
    return _code(report)


def _code(report: Report) -> int:
    answers = [each.answer for each in report.marked]
    if all(isinstance(answer, Correct) for answer in answers):
        return 0
    return 1 if any(isinstance(answer, Incorrect) for answer in answers) else 3


def _is_writable(out: str | None) -> None:
    """Asked before anything is graded: nobody waits for a verdict that cannot be kept."""
    if out:
        Path(out).mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=out):
            return


@contextmanager
def _shown() -> Iterator[Callable[[Item], None] | None]:
    """In a terminal, the item that is being judged."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console

    console = Console(stderr=True)
    with console.status("grading") as status:
        yield lambda item: status.update(f"{item.kind} {item.id}")
