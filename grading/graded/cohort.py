"""A class, so many submissions at a time: none stops the rest, and what was graded already is not graded again."""

from __future__ import annotations

import select
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from time import monotonic

from grading.assignment.items import Sheet
from grading.graded.apart import SECONDS, Apart, read_at
from grading.graded.found import Found
from grading.graded.stored import fingerprint, stored
from grading.report import Report

#: Where the reports on single submissions lie in the folder of a run.
REPORTS = "submissions"


def grade(
    sheet: Sheet,
    submissions: Sequence[Found],
    out: Path,
    *,
    jobs: int = 1,
    weak: bool = False,
    seconds: float = SECONDS,
    told: Callable[[Report, bool], None] | None = None,
) -> list[Report]:
    """The reports by name.  `told` is given each as it is there, and whether it was there before this run."""
    _warm()
    reports: dict[str, Report] = {}

    def take(report: Report, before: bool) -> None:
        reports[report.submission] = report
        if told:
            told(report, before)

    waiting = _unless_stored(sheet, submissions, out, weak, take)
    running: list[Apart] = []
    try:
        for found in waiting:
            while len(running) >= jobs:
                take(_next(running), False)
            running.append(Apart(sheet, read_at(found, sheet), out / REPORTS / found.name, weak=weak, seconds=seconds))
        while running:
            take(_next(running), False)
    finally:
        for each in running:
            each.ended(killed=True)
    return [reports[name] for name in sorted(reports)]


def _unless_stored(sheet: Sheet, submissions: Sequence[Found], out: Path, weak: bool,
                   take: Callable[[Report, bool], None]) -> Iterator[Found]:  # fmt: skip
    for found in submissions:
        name = fingerprint(sheet, read_at(found, sheet), weak=weak)
        report = stored(out / REPORTS / found.name, sheet, name)
        if report is None:
            yield found
        else:
            take(report, True)


def _next(running: list[Apart]) -> Report:
    """Waits for the first that ends or whose time is over, and takes it out."""
    left = max(0.0, min(each.until for each in running) - monotonic())
    ended = select.select([each.handle for each in running], [], [], left)[0]
    for each in running:
        late = monotonic() >= each.until
        if each.handle in ended or late:
            running.remove(each)
            return each.ended(killed=each.handle not in ended)
    return _next(running)


def _warm() -> None:
    """What every submission needs, loaded once before the first copy is made."""
    import numpy.random  # noqa: F401 - the probes draw from it

    from grading.bounded import bounded
    from grading.items import function  # noqa: F401 - the probes themselves

    bounded(int)  # the grammars
