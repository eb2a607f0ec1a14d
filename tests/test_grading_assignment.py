"""A sheet that is malformed gets an error with its line, what was given, and a way out."""

import re
from pathlib import Path

import pytest

from grading.assignment.items import DerivationItem, FormulaItem
from grading.assignment.places import places
from grading.assignment.questions import questions
from grading.assignment.reading import BadSheet, read_sheet, shipped
from grading.checking import checked

GOOD = """\
title = "Trial"
seed = 7

[limits]
call_seconds = 1

[[item]]
id = "v-at-dstar"
kind = "formula"
points = 2
question = '''
[[item]] in a text is text, and so is points = "none".
'''
reference = '2\\,\\mathrm{JSD}(p\\|q) - \\log 4'
only = ["JSD"]
rubric = { "factor 2" = 0.5, "lost" = 0.25 }
[[item.slip]]
answer = "JSD(p,q) - log(4)"
mistake = "lost"
hint = "there are two terms"

[[item]]
id = "disjoint"
kind = "number"
points = 1
question = "JSD of disjoint laws"
reference = "log(2)"
unit = "nats"
digits = 3

[[item]]
id = "distance"
kind = "choice"
points = 1
question = "Which is a distance?"
options = { a = "KL", b = "the root of JSD" }
right = ["b"]

[[item]]
id = "chain"
kind = "derivation"
points = 3
question = "Derive it."
begins = ["JSD(p,q)"]
ends = "KL(p,m)/2 + KL(q,m)/2"

[[item]]
id = "kl"
kind = "function"
points = 2
question = "Write it."
function = "kl"
probes = "kl"
"""


def sheet(folder: Path, text: str = GOOD):
    (folder / "sheet.toml").write_text(text)
    return read_sheet(folder)


def test_a_sheet_is_read_and_sound(tmp_path):
    found = checked(sheet(tmp_path))
    assert [item.id for item in found.items] == ["v-at-dstar", "disjoint", "distance", "chain", "kl"]
    assert (found.points, found.seed, found.limits) == (9, 7, {"call_seconds": 1})
    first = found.items[0]
    assert isinstance(first, FormulaItem)
    assert first.slips[0].mistake == "lost"
    assert isinstance(found.items[3], DerivationItem)
    assert {item.id: found.lines[item.id] for item in found.items} == {
        "v-at-dstar": 7, "disjoint": 22, "distance": 31, "chain": 39, "kl": 47
    }  # fmt: skip
    first = [found.lines[f"v-at-dstar/{place}"] for place in ("reference", "slip/0", "slip/0/hint")]
    assert [*first, found.lines["kl/probes"], found.lines["[limits]/call_seconds"]] == [14, 17, 20, 53, 5]


def test_the_questions_show_nothing_that_answers_them(tmp_path):
    text = questions(sheet(tmp_path))
    for word in ("JSD(p,q) - log(4)", "two terms", "log(2)", "KL(p,m)"):
        assert word not in text
    assert "the letter of the one that holds" in text
    assert "`kl(p, q)`" in text


#: (a line as it stands, the line in its place, where the error is, words that it says)
MALFORMED = [
    ('title = "Trial"', 'title = ""', 1, "title is ''"),
    ('title = "Trial"', "title = 3", 1, "title is 3; it is a text"),
    ('title = "Trial"', 'title = "Trial', 1, "not TOML"),
    ('title = "Trial"', "", 1, 'title is missing; write title = "..."'),
    ('title = "Trial"', 'title = "\\theta"', 1, "title holds a control character (a tab)"),
    ("seed = 7", "seeds = 7", 2, "did you mean seed"),
    ("seed = 7", "seed = -1", 2, "a whole number from 0 on"),
    ("call_seconds = 1", "call_seconds = 0", 5, "a limit is a positive number"),
    ('id = "v-at-dstar"', 'id = "V at D*"', 8, "small letters, digits and dashes"),
    ('id = "disjoint"', 'id = "v-at-dstar"', 23, "stands on line 7 already"),
    ('kind = "formula"', 'kind = "formulas"', 9, "did you mean formula"),
    ('kind = "formula"', 'kind = "formulas"', 9, "'formulas' is not a kind of item; did"),
    ('kind = "formula"', 'kind = ["formula"]', 9, "['formula'] is not a kind of item"),
    ('kind = "formula"', "", 7, 'an item needs kind, such as kind = "formula"'),
    ("points = 2\nquestion = '''", "point = 2\nquestion = '''", 10, "did you mean points?"),
    ("points = 2\nquestion = '''", "points = -2\nquestion = '''", 10, "points is -2; it is a number above 0"),
    ("points = 2\nquestion = '''", "points = true\nquestion = '''", 10, "points is True"),
    ("only = [", "onyl = [", 15, "did you mean only"),
    ('"lost" = 0.25', '"lost" = 2', 16, "shares between 0 and 1"),
    ('hint = "there are two terms"', "", 17, "a slip needs hint"),
    ('hint = "there are two terms"', 'hnt = "x"\nhint = "y"', 20, "did you mean hint"),
    ('unit = "nats"', 'unit = "nat"', 28, "nats, bits"),
    ("digits = 3", "digits = 0", 29, "a whole number from 1 to 15"),
    ('right = ["b"]', 'right = ["c"]', 37, "right names 'c', and the options are a, b"),
    ('right = ["b"]', "right = []", 37, "right is empty"),
    ('right = ["b"]', 'right = ["b"]\nhints = { b = "no" }', 38, "hints has 'b', which is right"),
    ("{ a = ", '{ B = "TV", a = ', 36, "options has 'B' and 'b'"),
    ("digits = 3", "digits = 400", 29, "a whole number from 1 to 15"),
    ('begins = ["JSD(p,q)"]', "begins = []", 44, "begins is empty"),
    ('function = "kl"', 'function = "def"', 52, "the name of a Python function"),
    ('kind = "function"\npoints = 2\nquestion = "Write it."\nfunction = "kl"\nprobes = "kl"',
     'kind = "training"\npoints = 2\nquestion = "Write it."\nfunction = "a b"', 52, "the name of a Python function"),
    ('probes = "kl"', "[[item.case]]\narguments = [1]\nexpected = 1\nhint = 3", 56, "hint is 3; it is a text"),
    ('reference = "log(2)"', 'reference = "\\theta"', 27, "(a tab): write LaTeX in single quotes, reference"),
    ('reference = "log(2)"', 'reference = "\\nu"', 27, "holds a control character (a line break)"),
    ('reference = "log(2)"', 'reference = "\\frac"', 27, "holds a control character (a form feed)"),
    ('"JSD of disjoint laws"', '"\\beta"', 26, "question holds a control character (a backspace)"),
    ('"there are two terms"', '"\\theta"', 20, "hint holds a control character"),
    ('"lost" = 0.25', '"\\tost" = 0.25', 16, "rubric holds a control character"),
    ('ends = "KL(p,m)/2 + KL(q,m)/2"', "", 39, "a derivation needs ends"),
    ('function = "kl"', 'function = "the kl"', 52, "the name of a Python function"),
    ('probes = "kl"', "", 47, "judged by probes = NAME or by tables"),
    ("reference = '2\\,", "reference = \"2\\,", 14, "LaTeX in single quotes"),
]  # fmt: skip


@pytest.mark.parametrize(("stands", "given", "line", "says"), MALFORMED)
def test_a_malformed_sheet_is_refused_with_line_and_remedy(tmp_path, stands, given, line, says):
    assert GOOD.count(stands) >= 1
    with pytest.raises(BadSheet, match=re.escape(says)) as refused:
        sheet(tmp_path, GOOD.replace(stands, given, 1))
    assert f"sheet.toml:{line}:" in str(refused.value)


CASES = "[[item.case]]\narguments = [1]\nexpected = 1\n[[item.case]]\nexpected = 'log(-'\narguments = [1]"
INLINE_SLIPS = """slip = [
  { answer = "log(3)", mistake = "three", hint = "two" },
  { answer = "log(2)", mistake = "two", hint = "three" },
]"""
#: Faults that only show when formulas are decided and tables looked up.
UNSOUND = [
    ("2\\,\\mathrm{JSD}", "2\\,\\mathrm{JSDD", 14, "expected"),
    ('answer = "JSD(p,q) - log(4)"', 'answer = "2*JSD(q,p) - 2*log(2)"', 18, "is not wrong"),
    ('answer = "JSD(p,q) - log(4)"', 'answer = "JSD(p,q) - "', 18, "the formula ends too early"),
    ('only = ["JSD"]', 'only = ["KL"]', 15, "the reference itself uses JSD"),
    ('"factor 2" = 0.5', '"factr 2" = 0.5', 16, "did you mean 'factor 2'"),
    ('reference = "log(2)"', 'reference = "log(-1 + 1)"', 27, "item disjoint"),
    ('ends = "KL(p,m)/2', 'ends = "KL(p,m)', 45, "is not equal to 'JSD(p,q)'"),
    ('probes = "kl"', 'probes = "kll"', 53, "kll"),
    ('"KL(p,m)/2 + KL(q,m)/2"', '"KL(p,m)/2 + KL(q,m)/2"\ngiven = ["q equals p"]', 46, "'q equals p' is not a name"),
    ("[limits]", "[limits]\ncpu_seconds = 0.5", 5, "cpu_seconds is 0.5; it is a whole number, such as 30"),
    ("[limits]", "[limits]\nmemory_mib = 512.0", 5, "memory_mib is 512.0; it is a whole number"),
    ("[limits]", "[limits]\nfiles = 8", 5, "Python itself wants 16 open files"),
    ("[limits]", "[limits]\nmemory_mib = 1", 5, "memory_mib is 1; it is from 256 to"),
    ("[limits]", "[limits]\nreply_bytes = 1", 5, "reply_bytes is 1; it is from 4096 to"),
    ("[limits]", "[limits]\nmemory_mib = inf", 5, "memory_mib is inf; it is from 256 to 1000000"),
    ('probes = "kl"', "[[item.case]]\narguments = [2020-01-01]\nexpected = 1", 54, "cannot be handed to a function"),
    ('probes = "kl"', "[[item.case]]\narguments = [1]\nexpected = nan", 55, "no answer is equal to nan"),
    ('probes = "kl"', "[[item.case]]\narguments = [1]\nexpected = [1, nan]", 55, "no answer is equal to nan"),
    ('probes = "kl"', f"[[item.case]]\narguments = [1]\nexpected = 1{'0' * 400}", 55, "give one below 1e308"),
    ('probes = "kl"', CASES, 57, "case 2 expects 'log(-'"),
    ("digits = 3", INLINE_SLIPS, 31, "the slip 'log(2)' is right"),
    ("call_seconds = 1", "calls_seconds = 1", 5, "did you mean call_seconds"),
]


@pytest.mark.parametrize(("stands", "given", "line", "says"), UNSOUND)
def test_an_unsound_sheet_is_refused(tmp_path, stands, given, line, says):
    found = sheet(tmp_path, GOOD.replace(stands, given, 1))
    with pytest.raises(BadSheet, match=re.escape(says)) as refused:
        checked(found)
    assert f"sheet.toml:{line}:" in str(refused.value)


def test_a_sheet_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(BadSheet, match="cannot be read"):
        read_sheet(tmp_path)
    with pytest.raises(BadSheet, match="nor a sheet that comes with the project"):
        read_sheet("divergence")
    (tmp_path / "sheet.toml").write_bytes(b"title = '\xff'")
    with pytest.raises(BadSheet, match="not UTF-8"):
        read_sheet(tmp_path)


def test_lines_of_keys_in_texts_are_no_lines_of_keys():
    found = places('a = """\nb = 1\n"""\nb = \'\'\'x\'\'\' # """\nc = "\\"\\"\\""\nd = 2')
    assert found.keys == {"a": 1, "b": 4, "c": 5, "d": 6}


def test_of_an_array_the_tables_below_its_line_have_lines_of_their_own():
    found = places("a = [\n  { b = 1 },\n  # c\n  { b = 2 }]\nd = [\n  [1]\n]\ne = 3\nf = [{ g = 1 }, { g = 2 }]")
    assert [found.table("a", number).of("b") for number in (0, 1)] == [2, 4]
    assert found.keys == {"a": 1, "d": 5, "e": 8, "f": 9}
    assert found.table("f", 1).of("g") == 9


def test_every_fault_is_said_and_each_once(tmp_path):
    """A reference that cannot be read keeps its slips from being compared: that is said at the reference alone."""
    text = GOOD.replace("JSD}(p", "JSD}(p(", 1).replace('probes = "kl"', 'probes = "kll"\nrubric = { x = 1 }')
    with pytest.raises(BadSheet) as refused:
        checked(sheet(tmp_path, text))
    assert re.findall(r"sheet.toml:(\d+): item ([\w-]+):", str(refused.value)) == [("14", "v-at-dstar"), ("53", "kl")]


@pytest.mark.parametrize("name", shipped())
def test_the_sheets_that_come_along_are_sound(name):
    assert checked(read_sheet(name)).points > 0
