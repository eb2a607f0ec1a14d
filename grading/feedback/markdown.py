"""A student's copy, or a lecturer's, in Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from grading.feedback.hostile import markdown_code, markdown_text
from grading.feedback.shown import Shown, counts, shown, total
from grading.report import Report
from grading.results import Answer, Incorrect, NotChecked, Witness

#: What stands before a hint, so that nobody takes it for a fact.
HINT = "Hint"
GUESS = "a guess at the slip"
REVIEW = "A person has to look at this."


def markdown(report: Report, *, whole: bool = False) -> str:
    """The report on one submission; `whole` is the lecturer's copy, with what is hidden.

    The questions are the lecturer's own Markdown and stay as they are; all else is escaped.
    """
    items = shown(report, whole=whole)
    lines = [
        f"# {markdown_text(report.sheet.title)}",
        "",
        f"Submission {markdown_code(report.submission)}: **{total(items)}** ({counts(items)})",
        "",
    ]
    if report.problems:
        lines += ["## Problems", "", *(f"- {markdown_text(problem)}" for problem in report.problems), ""]
    for each in items:
        lines += _item(each, whole)
    return "\n".join(lines)


def _item(each: Shown, whole: bool) -> Iterator[str]:
    yield f"## {each.number}. {markdown_text(each.item.id)}: {each.word} ({each.score})"
    yield ""
    if each.item.question.strip():
        yield from (f"> {line}".rstrip() for line in each.item.question.strip().splitlines())
        yield ""
    if each.answer is not None:
        yield from _answer(each.answer)
    if whole and each.item.visibility != "visible":
        yield f"Seen by students: {each.item.visibility.replace('_', ' ')}."
        yield ""


def _answer(answer: Answer) -> Iterator[str]:
    yield markdown_text(answer.because) or "(no reason given)"
    yield ""
    match answer:
        case NotChecked():
            yield REVIEW
            yield ""
        case Incorrect(witness=witness, hint=hint):
            if witness is not None:
                yield from _witness(witness)
            if hint:
                yield f"**{HINT}** ({GUESS}): {markdown_text(hint)}"
                yield ""


def _witness(witness: Witness) -> Iterator[str]:
    cells = (markdown_code(text, cell=True) for text in (witness.input, witness.got, witness.expected))
    yield "| input | got | expected |"
    yield "| --- | --- | --- |"
    yield f"| {' | '.join(cells)} |"
    yield ""
