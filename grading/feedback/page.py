"""A student's copy, or a lecturer's, as one HTML page that needs nothing else: no script, no font, no picture."""

from __future__ import annotations

import html as entities
from collections.abc import Iterator
from pathlib import Path

from grading.feedback.hostile import html_code, html_text, one_line
from grading.feedback.markdown import GUESS, HINT, REVIEW
from grading.feedback.shown import Shown, counts, shown, total
from grading.report import Report
from grading.results import Answer, Incorrect, NotChecked, Witness

# Belt and braces: were an escape ever missing, the browser would still load and run nothing.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def html(report: Report, *, whole: bool = False) -> str:
    """The report on one submission; `whole` is the lecturer's copy, with what is hidden."""
    items = shown(report, whole=whole)
    title = _line(report.sheet.title)
    style = Path(__file__).with_name("page.css").read_text(encoding="utf-8").rstrip()
    lines = [
        "<!doctype html>",
        '<html lang="en">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{title}: {_line(report.submission)}</title>",
        f"<style>\n{style}\n</style>",
        "</head>",
        "<body>",
        f"<h1>{title}</h1>",
        f"<p>Submission {html_code(one_line(report.submission))}: <b>{total(items)}</b> ({counts(items)})</p>",
    ]
    if report.problems:
        found = "".join(f"<li>{html_text(problem)}</li>" for problem in report.problems)
        lines.append(f'<section class="problems"><h2>Problems</h2><ul>{found}</ul></section>')
    for each in items:
        lines += _item(each, whole)
    return "\n".join([*lines, "</body>", "</html>", ""])


def _item(each: Shown, whole: bool) -> Iterator[str]:
    yield f'<section class="item {each.word.replace(" ", "-")}">'
    yield f"<h2>{each.number}. {_line(each.item.id)}</h2>"
    yield f'<p class="verdict">{each.word} ({each.score})</p>'
    if each.item.question.strip():
        yield f'<p class="question">{html_text(each.item.question.strip())}</p>'
    if each.answer is not None:
        yield from _answer(each.answer)
    if whole and each.item.visibility != "visible":
        yield f'<p class="seen">Seen by students: {each.item.visibility.replace("_", " ")}.</p>'
    yield "</section>"


def _answer(answer: Answer) -> Iterator[str]:
    yield f'<p class="because">{html_text(answer.because) or "(no reason given)"}</p>'
    match answer:
        case NotChecked():
            yield f'<p class="because">{REVIEW}</p>'
        case Incorrect(witness=witness, hint=hint):
            if witness is not None:
                yield _witness(witness)
            if hint:
                yield f'<p class="hint"><b>{HINT}</b> ({GUESS}): {html_text(hint)}</p>'


def _witness(witness: Witness) -> str:
    # a row each: on a telephone three columns would leave a formula no room
    rows = (("input", witness.input), ("got", witness.got), ("expected", witness.expected))
    cells = (f'<tr><th scope="row">{name}</th><td>{html_code(text)}</td></tr>' for name, text in rows)
    return f"<table>{''.join(cells)}</table>"


def _line(text: str) -> str:
    return entities.escape(one_line(text))
