"""What a run leaves in its folder: feedback for each, a mark book, an item analysis."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from grading.assignment.items import Sheet
from grading.feedback.item_analysis import analysis_csv, analysis_markdown, item_analysis
from grading.feedback.mark_book import mark_book
from grading.feedback.markdown import markdown
from grading.feedback.page import html
from grading.graded.cohort import REPORTS
from grading.graded.stored import replace
from grading.report import Report

MARK_BOOK, ANALYSIS, WHOLE = "mark-book.csv", "item-analysis", "whole.md"
#: What may be handed to students lies apart from what may not: one folder for each student.
FEEDBACK = "feedback"


def write_feedback(out: Path, report: Report) -> None:
    """The student's copy below `feedback`, the lecturer's, which has what is hidden, beside the stored report."""
    write_copy(out / FEEDBACK / report.submission, report)
    replace(out / REPORTS / report.submission / WHOLE, markdown(report, whole=True))


def write_copy(folder: Path, report: Report) -> None:
    """What a student gets to see, as `feedback.md` and `feedback.html`."""
    folder.mkdir(parents=True, exist_ok=True)
    replace(folder / "feedback.md", markdown(report))
    replace(folder / "feedback.html", html(report))


def write_class(out: Path, reports: Sequence[Report], sheet: Sheet) -> None:
    """Everybody's feedback, the mark book and the item analysis; the same reports give the same bytes."""
    for report in reports:
        write_feedback(out, report)
    analyses = item_analysis(reports, sheet)
    replace(out / f"{ANALYSIS}.csv", analysis_csv(analyses))
    replace(out / f"{ANALYSIS}.md", analysis_markdown(analyses))
    replace(out / MARK_BOOK, mark_book(reports, sheet))
