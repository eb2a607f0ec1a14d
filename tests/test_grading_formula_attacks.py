"""Hostile answers: a formula is read by a grammar, so that nothing in it runs, and what would take for ever is stopped.

Every answer below gets a verdict that is not `correct`, within its bound; no canary is written; and what it quotes of
the answer cannot move a cursor, run in a browser or in a spreadsheet.
"""

import time
from pathlib import Path

import pytest
from formula_attacks import BOMBS, CANARY, ESCAPES, SHOWN

from grading.assignment.items import ChoiceItem, DerivationItem, FormulaItem, NumberItem, Sheet
from grading.feedback import gradescope
from grading.feedback.mark_book import mark_book
from grading.feedback.markdown import markdown
from grading.feedback.page import html
from grading.items import formula
from grading.marking import mark
from grading.results import Correct, verdict
from grading.submission.reading import Derivation, Submission

ITEM = FormulaItem("v", "?", 1, reference="2*JSD(p,q) - log(4)", symbols={"t": "(0,inf)"})
HOSTILE = [*ESCAPES, *BOMBS, *SHOWN]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_answer_gets_a_verdict_and_nothing_else(text):
    CANARY.unlink(missing_ok=True)
    start = time.monotonic()
    found = formula.judge(ITEM, text)
    # the bound of a decision, and twice as much again for a machine that is busy
    assert time.monotonic() - start < 30
    assert not isinstance(found, Correct)
    assert not CANARY.exists()


def test_there_are_a_hundred_of_them():
    assert len(set(HOSTILE)) == len(HOSTILE) >= 100


def test_what_is_quoted_of_an_answer_is_harmless_wherever_it_is_read():
    items = (ITEM, NumberItem("n", "?", 1, reference="log(2)"),
             ChoiceItem("c", "?", 1, options={"a": "A"}, right=frozenset("a")),
             DerivationItem("d", "?", 1, begins=("JSD(p,q)",), ends="JSD(p,q)"))  # fmt: skip
    sheet = Sheet("Trial", "trial", Path(), items)
    for text in SHOWN:
        answers = dict.fromkeys(("v", "n", "c"), text)
        derivation = Derivation("d.tex", f"\\[ JSD(p\\|q) = {text} = 2 \\]")
        report = mark(sheet, Submission(text, answers, {"d": derivation}, problems=(text,)))
        page, book = html(report, whole=True), mark_book([report], sheet)
        results = gradescope.text_of(gradescope.results(report))
        assert not set("\x00\x07\x08\x1b\x7f\x9b\u202e\u2066\ud800") & {
            *markdown(report, whole=True),
            *page,
            *book,
            *results,
        }
        assert "<script" not in page.partition("</head>")[2]
        assert "<img" not in page
        assert not any(cell.startswith(("=", "@", "+")) for row in book.splitlines() for cell in row.split(","))
        assert {verdict(each.answer) for each in report.marked} <= {"incorrect", "not checked"}
