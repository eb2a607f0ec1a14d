"""The mark book of a class: one row a submission, as CSV (RFC 4180), the same bytes for the same reports."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from grading.assignment.items import Sheet
from grading.feedback.hostile import one_line
from grading.feedback.shown import number
from grading.report import Report

#: A cell that begins so is a formula to a spreadsheet; the last four are how some of them write = + - @ at full width.
_FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def mark_book(reports: Iterable[Report], sheet: Sheet) -> str:
    """The rows, sorted by submission: points, one column an item, what a person has to look at, and problems."""
    rows = []
    for report in sorted(reports, key=lambda each: each.submission):
        of_the_sheet(report, sheet)
        rows.append([
            cell(report.submission),
            number(report.points),
            number(sheet.points),
            *(number(each.points) for each in report.marked),
            cell(" ".join(report.to_review)),
            cell("; ".join(report.problems)),
        ])  # fmt: skip
    ids = [cell(item.id) for item in sheet.items]
    return table(["submission", "points", "out_of", *ids, "to_review", "problems"], rows)


def of_the_sheet(report: Report, sheet: Sheet) -> None:
    """Raise ValueError if the report is on another sheet: its columns would be others."""
    if [each.item.id for each in report.marked] != [item.id for item in sheet.items]:
        raise ValueError(f"the report on {report.submission} has other items than the sheet {sheet.name}")


def cell(text: str) -> str:
    """The text as a cell that no spreadsheet takes for a formula: such a one gets an apostrophe in front.

    >>> cell("=HYPERLINK(1)"), cell("anna")
    ("'=HYPERLINK(1)", 'anna')
    """
    shown = one_line(text)
    return f"'{shown}" if shown.startswith(_FORMULA) else shown


def table(head: list[str], rows: Iterable[list[str]]) -> str:
    """Rows as CSV: quoted where needed, lines end with CRLF."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows(rows)
    return out.getvalue()
