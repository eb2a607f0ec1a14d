"""The mark book and the item analysis of a class: the same bytes for the same reports, numbers that are numbers."""

import csv
import io
import math
import random

import grading_reports as made
import pytest

from grading.feedback.item_analysis import analysis_csv, analysis_markdown, item_analysis
from grading.feedback.mark_book import cell, mark_book
from grading.results import Correct, Incorrect, NotChecked

SHEET = made.sheet()
RIGHT, WRONG, OPEN = Correct("proved"), Incorrect("no"), NotChecked("too long")
SWAPPED = Incorrect("no", hint="p and q are swapped", mistake="swapped")
BITS = Incorrect("no", hint="in bits", mistake="bits")


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def a_class():
    return [
        made.report(RIGHT, RIGHT, RIGHT, submission="berta"),
        made.report(BITS, RIGHT, OPEN, submission="anna", problems=("x.pdf: not read", "y")),
        made.report(SWAPPED, SWAPPED, submission="carl"),
        made.report(SWAPPED, OPEN, WRONG, submission="dora"),
    ]


def test_the_mark_book_has_a_row_a_submission():
    assert rows(mark_book(a_class(), SHEET)) == [
        ["submission", "points", "out_of", "js", "kl", "log-two", "v-star", "bonus", "to_review", "problems"],
        ["anna", "5", "10", "1", "4", "0", "0", "0", "log-two", "x.pdf: not read; y"],
        ["berta", "7", "10", "2", "4", "1", "0", "0", "", ""],
        ["carl", "0", "10", "0", "0", "0", "0", "0", "", ""],
        ["dora", "0", "10", "0", "0", "0", "0", "0", "kl", ""],
    ]
    assert mark_book([], SHEET).count("\r\n") == 1


def test_the_same_class_has_the_same_bytes(rng: random.Random):
    reports = a_class()
    text = mark_book(reports, SHEET), analysis_csv(item_analysis(reports, SHEET))
    rng.shuffle(reports)
    assert (mark_book(reports, SHEET), analysis_csv(item_analysis(reports, SHEET))) == text


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1+cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", "\r=1", " =1", "\u202e=1", "\x00=1", "\uff1d1", "\n=1"],
)
def test_no_cell_of_text_is_a_formula(text):
    reports = [made.report(SWAPPED, submission=text, problems=(text,))]
    for row in rows(mark_book(reports, SHEET))[1:]:
        assert row[0][0] == row[-1][0] == "'"
        assert len(row) == 10
    slip = [made.report(Incorrect("no", hint=text, mistake=text)) for _ in range(3)]
    assert not any(c[:1] in "=+-@\t\r" for row in rows(analysis_csv(item_analysis(slip, SHEET))) for c in row if c)


def test_a_negative_number_is_a_number():
    reports = [
        made.report(*answers, submission=str(k))
        for k, answers in enumerate([(RIGHT, WRONG), (WRONG, RIGHT), (BITS, WRONG)])
    ]
    row = rows(analysis_csv(item_analysis(reports, SHEET)))[1]
    assert float(row[9]) < 0
    assert cell("-1") == "'-1"  # text that looks like one is text


@pytest.mark.parametrize("text", made.HOSTILE)
def test_hostile_names_stay_in_their_cell(text):
    found = rows(mark_book([made.report(submission=text, problems=(text,))], SHEET))
    assert [len(row) for row in found] == [10, 10]


def test_the_analysis_counts_answers_and_mistakes():
    first = item_analysis(a_class(), SHEET)[0]
    assert (first.submissions, first.answered, first.correct, first.incorrect, first.not_checked) == (4, 4, 1, 3, 0)
    assert first.mean_share == pytest.approx(1.5 / 4)
    assert [(slip.name, slip.count, slip.hint) for slip in first.mistakes] == [
        ("swapped", 2, "p and q are swapped"),
        ("bits", 1, "in bits"),
    ]
    third = item_analysis(a_class(), SHEET)[2]
    assert (third.answered, third.correct, third.incorrect, third.not_checked) == (3, 1, 1, 1)
    assert third.mean_share == pytest.approx(1 / 3)  # of berta, carl (nothing) and dora: anna's is not decided
    assert [slip.name for slip in third.mistakes] == ["other"]


def test_discrimination_is_the_correlation_with_the_rest():
    """Against the definition with numpy, on a random class."""
    numpy = pytest.importorskip("numpy")
    rng = random.Random(1)
    choose = [RIGHT, WRONG, BITS]
    reports = [made.report(*(rng.choice(choose) for _ in range(4)), submission=f"{k}") for k in range(40)]
    for index, found in enumerate(item_analysis(reports, SHEET)[:4]):
        own = [each.marked[index].points for each in reports]
        rest = [each.points - mine for each, mine in zip(reports, own, strict=True)]
        assert found.discrimination == pytest.approx(numpy.corrcoef(own, rest)[0, 1])


def test_where_discrimination_is_undefined_it_says_why():
    found = item_analysis(a_class(), SHEET)
    assert found[3].discrimination is None
    assert found[3].undefined == "everybody earned the same on it"
    assert item_analysis(a_class()[:2], SHEET)[0].undefined == "fewer than 3 submissions are marked"
    same = [made.report(each, RIGHT, submission=str(k)) for k, each in enumerate([RIGHT, WRONG, RIGHT])]
    assert item_analysis(same, SHEET)[0].undefined == "everybody earned the same on the rest"
    assert item_analysis([], SHEET)[0].mean_share is None
    for each in found:
        assert each.discrimination is None or math.isfinite(each.discrimination)


def test_the_tables_say_what_was_found():
    text = analysis_markdown(item_analysis(a_class(), SHEET))
    assert "| js | formula | 2 | 4 | 4 | 1 | 3 | 0 | 0.375 |" in text
    assert text.index("| swapped | 2 | p and q are swapped |") < text.index("| bits | 1 | in bits |")
    assert "undefined: everybody earned the same on it" in text
    head, first, *_ = rows(analysis_csv(item_analysis(a_class(), SHEET)))
    assert len(head) == len(first) == 11
    assert first[-1] == "2 x swapped (p and q are swapped); 1 x bits (in bits)"


def test_a_report_on_another_sheet_is_refused():
    other = made.report(on=made.sheet(*SHEET.items[:2]))
    with pytest.raises(ValueError, match="other items"):
        mark_book([other], SHEET)
    with pytest.raises(ValueError, match="other items"):
        item_analysis([other], SHEET)
