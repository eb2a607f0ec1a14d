"""A copy shows what its reader may see, all of what a student wrote, and nothing of it does anything."""

import re
from html.parser import HTMLParser

import grading_reports as made
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from grading.feedback.hostile import LONGEST, markdown_code, markdown_text, one_line, pieces, plain
from grading.feedback.markdown import markdown
from grading.feedback.page import html
from grading.feedback.shown import shown, total
from grading.results import Incorrect, NotChecked, Witness

COPIES = {"markdown": markdown, "html": html}
copies = pytest.mark.parametrize("copy", COPIES.values(), ids=COPIES)
RENDERED = MarkdownIt("commonmark", {"html": True}).enable("table")
PLAIN = {"h1", "h2", "p", "code", "ul", "li", "table", "tr", "th", "td"}
TAGS = {
    "markdown": {*PLAIN, "strong", "blockquote", "thead", "tbody"},
    "html": {*PLAIN, "html", "head", "meta", "title", "style", "body", "b", "section"},
}


class Read(HTMLParser):
    """The tags of a page, their attributes, and its text but for the style."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags, self.attributes, self.text, self.skip = [], [], "", False
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [name for name, _ in attrs]
        self.skip = tag == "style"

    def handle_endtag(self, tag):
        self.skip = False

    def handle_data(self, data):
        if not self.skip:
            self.text += data

    def handle_comment(self, data):
        raise AssertionError(f"a comment: {data}")


def page_of(copy, report, **options) -> Read:
    text = copy(report, **options)
    return Read(RENDERED.render(text) if copy is markdown else text)


def words(text: str) -> str:
    """What is left of a text when formulas are shown as code, without spaces: the marks around them are gone."""
    return "".join("".join(part for _, part in pieces(one_line(text))).split())


@copies
def test_a_copy_says_verdict_points_reason_witness_and_hint(copy):
    read = page_of(copy, made.report(*made.MIXED, problems=("notes.pdf: not read",)))
    for said in ("A small sheet", "anna", "5 of 6 points", "2 correct, 1 incorrect, 0 not checked",
                 "incorrect (1 of 2 points)", "it is 2*log(2) times that", "p = (1, 0)", "1.4", "0.7",
                 "input", "got", "expected", "correct (4 of 4 points)", "every probe passed",
                 "notes.pdf: not read"):  # fmt: skip
        assert said in read.text
    assert re.search(r"Hint \(a guess at the slip\): in bits", read.text)
    assert read.text.index("0.7") < read.text.index("Hint")


@copies
def test_a_student_sees_no_outcome_before_its_time(copy):
    read = page_of(copy, made.report(*made.MIXED))
    assert "log-two" in read.text
    assert "marked later (1 point)" in read.text
    assert "1 item worth 1 point marked later" in read.text
    for secret in ("20 s", "v-star", "Derive it", "does not follow", "the sign", "not checked (", "has to look"):
        assert secret not in read.text
    whole = page_of(copy, made.report(*made.MIXED), whole=True).text
    for said in ("20 s", "v-star", "does not follow", "the sign", "not checked (0 of 1 point)",
                 "A person has to look at this.", "Seen by students: hidden.",
                 "Seen by students: after due date."):  # fmt: skip
        assert said in whole


def test_the_total_of_a_student_does_not_move_with_what_is_hidden():
    right, wrong = (made.report(*made.MIXED[:3], answer) for answer in (made.MIXED[4], made.MIXED[3]))
    assert right.points != wrong.points
    for copy in COPIES.values():
        assert copy(right) == copy(wrong)
        assert copy(right, whole=True) != copy(wrong, whole=True)


@copies
@pytest.mark.parametrize("whole", [False, True])
def test_no_copy_holds_the_reference(copy, whole):
    assert made.SECRET not in copy(made.report(*made.MIXED), whole=whole)


@pytest.mark.parametrize("name", COPIES)
@pytest.mark.parametrize("text", made.HOSTILE)
def test_what_a_student_wrote_is_shown_and_does_nothing(name, text):
    answers = [Incorrect(text, Witness(text, text, text), text), NotChecked(text)]
    read = page_of(COPIES[name], made.report(*answers, submission=text, problems=(text,)), whole=True)
    assert set(read.tags) <= TAGS[name]
    assert set(read.attributes) <= {"lang", "charset", "http-equiv", "content", "name", "class", "scope"}
    assert read.tags.count("table") == 1
    assert " ".join(read.text.split()).count(one_line(text)) >= 3  # the witness
    assert "".join(read.text.split()).count(words(text)) >= 3
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069]", read.text)
    read.text.encode()


def test_the_test_above_would_notice():
    """Without the escapes, the hostile texts do make tags: the reader and the renderer see them."""
    assert "script" in Read(made.HOSTILE[0]).tags
    assert "img" in Read(RENDERED.render(made.HOSTILE[2])).tags
    assert "table" in Read(RENDERED.render(made.HOSTILE[6])).tags
    assert "h1" in Read(RENDERED.render(made.HOSTILE[7])).tags


ALPHABET = st.text(st.sampled_from("ab1 \n\t`*_[]()<>&|~$^!#+-.:=\\\"'/@{}\x1b\u202ewé"), max_size=40)


@given(ALPHABET)
@example("www.a`b")
@example("a`` `b")
@example("`a``b`$c$")
@example("\\`a`")
def test_any_text_is_one_paragraph_of_text(text):
    read = Read(RENDERED.render(f"x {markdown_text(text)}"))
    assert set(read.tags) <= {"p", "code"}
    assert read.tags.count("p") == 1
    assert "".join(read.text.split()) == f"x{words(text)}"
    alone = Read(RENDERED.render(markdown_text(text)))
    assert set(alone.tags) <= {"p", "code"}


@given(ALPHABET)
def test_any_text_is_one_cell_of_code(text):
    read = Read(RENDERED.render(f"| a | b |\n| - | - |\n| {markdown_code(text, cell=True)} | z |"))
    assert read.tags.count("td") == 2
    assert set(read.tags) <= {"table", "thead", "tbody", "tr", "th", "td", "code"}
    assert " ".join(read.text.split()) == f"a b {one_line(text) or '(nothing)'} z"


def test_a_flood_is_cut():
    assert len(plain("x" * 10**6)) == LONGEST
    assert plain("\x00" * 10**6) == "…"
    assert len(html(made.report(Incorrect("y" * 10**6)))) < 20_000


def test_the_page_stands_alone():
    text = html(made.report(*made.MIXED))
    assert "<script" not in text
    assert not re.search(r"(?:src|href|url)\s*[=(]", text)
    assert "default-src 'none'" in text
    for law in ("prefers-color-scheme: dark", "@media print", "width=device-width", "overflow-wrap: anywhere"):
        assert law in text


def test_a_sheet_where_all_is_visible_has_nothing_later():
    report = made.report(*made.MIXED[:2], on=made.sheet(*made.sheet().items[:2]))
    assert total(shown(report)) == "5 of 6 points"
    assert [each.number for each in shown(made.report(*made.MIXED))] == [1, 2, 3, 5]


@copies
def test_an_empty_reason_and_an_empty_submission_leave_no_gap(copy):
    assert "(no reason given)" in copy(made.report(NotChecked(""), submission=""), whole=True)
