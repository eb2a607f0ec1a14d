"""No answer is lost without a word: what was seen and not understood is named, by part, and the rest is read."""

import json
import os
import subprocess
import sys

import pytest

from grading.assignment.items import ChoiceItem, DerivationItem, FormulaItem, FunctionItem, NumberItem, Sheet
from grading.assignment.items import TrainingItem as Training
from grading.submission.reading import Submission, read_submission


@pytest.fixture
def sheet(tmp_path):
    items = (
        FormulaItem("v", "?", 1, reference="p"),
        NumberItem("num", "?", 1, reference="log(2)"),
        ChoiceItem("pick", "?", 1),
        DerivationItem("chain", "?", 1, begins=("p",), ends="p"),
        FunctionItem("kl", "?", 1, function="kl", probes="kl"),
        Training("trained", "?", 1),
    )
    return Sheet("Trial", "trial", tmp_path, items)


@pytest.fixture
def read(tmp_path, sheet):
    def of(*cells):
        code = [cell if isinstance(cell, tuple) else ("code", cell) for cell in cells]
        data = {"cells": [{"cell_type": kind, "source": source} for kind, source in code]}
        (tmp_path / "anna.ipynb").write_text(json.dumps(data))
        return read_submission(tmp_path / "anna.ipynb", sheet)

    return of


@pytest.mark.parametrize(
    ("written", "answer"),
    [
        ('"a" + ""', "a"),
        ('["a"]', "a"),
        ('["a", "c"]', "a, c"),
        ("1/2", "1/2"),
        ("-1.386", "-1.386"),
        ("0.6930", "0.6930"),  # the digits that are asked for
        ("log(2) / 2", "log(2) / 2"),
        ("np.log(2)", "log(2)"),
        ("(1 / # half\n 2)", "1 / 2"),
        ('("p/" "(p + q)")', "p/(p + q)"),
        (r'r"\frac{p}{q}"', r"\frac{p}{q}"),
        (r'"\\frac{p}{q}"', r"\frac{p}{q}"),
        (r'"""p\n"""', "p"),
        (r'"\sqrt{p}"', r"\sqrt{p}"),
    ],
)
def test_an_answer_of_a_notebook_is_taken_as_it_is_written(read, written, answer):
    found = read(f'answers["v"] = {written}')
    assert (found.answers, found.problems, found.unread) == ({"v": answer}, (), {})


@pytest.mark.parametrize(
    "written",
    ["x", "f(2)", "[1, 2]", "True", "None", 'f"{x}"', "{}", "2^3", "1j", r'"\frac{p}{q}"', r'"\theta"',
     r"\frac{p}{q}", "p/(p +", "-" * 50_000 + "1", "1" + "+1" * 5000, '"a".strip()'],
)  # fmt: skip
def test_an_answer_that_is_no_literal_is_named_and_spoils_no_other(read, written):
    found = read(f'answers["num"] = "0.693"\nanswers["v"] = {written}\ndef kl(p, q): return 0')
    assert found.answers == {"num": "0.693"}
    assert "def kl" in found.code
    assert set(found.unread) == {"v"}
    assert "anna.ipynb, cell 1: " in found.unread["v"]
    assert found.problems == (found.unread["v"],)
    assert "object at 0x" not in repr(found)
    assert len(found.problems[0]) < 300


@pytest.mark.parametrize(
    "written",
    [
        'answers = {"num": "0.693", "v": "p"}',
        'answers: dict = {"num": 0.693, "v": "p"}',
        'answers.update({"num": "0.693"}, v="p")',
        'answers = dict(num="0.693", v="p")',
        'answers |= {"num": "0.693", "v": "p"}',
        'answers = {**{"num": "0.693"}, "v": "p"}',
        'answers = answers | {"num": "0.693", "v": "p"}',
        'answers["num"], answers["v"] = "0.693", "p"',
        '[answers["num"], (x, answers["v"])] = ["0.693", (1, "p")]',
        'answers["num"] = (0.693); answers["v"] = "p"',
    ],
)
def test_answers_are_read_in_each_form_of_an_assignment(read, written):
    found = read(written)
    assert (found.answers, found.problems, found.unread) == ({"num": "0.693", "v": "p"}, (), {})


@pytest.mark.parametrize(
    ("written", "part"),
    [
        ("answers = load()", "answers"),
        ('answers[name] = "p"', "answers"),
        ("answers.update(load())", "answers"),
        ('answers.setdefault("v", "p")', "answers"),
        ('if True:\n    answers["v"] = "p"', "v"),
        ('if __name__ == "__main__":\n    answers["v"] = "p"', "v"),
        ('for name in "v":\n    answers[name] = "p"', "answers"),
        ('answers["v"] += "p"', "v"),
        ('answers["v"], answers["num"] = both()', "v"),
        ('def fill():\n    answers["v"] = "p"', "v"),
        ('answers["V"] = "p"', "v"),
        ('del answers["v"]', "v"),
        ("answers = {\n  'v': 'p',\n  'num' 3\n}", "answers"),
    ],
)
def test_what_is_said_to_answers_and_not_understood_is_named(read, written, part):
    found = read(written)
    assert not found.answers
    assert part in found.unread
    assert found.problems[0].startswith("anna.ipynb, cell 1: ")


def test_what_reads_answers_only_is_passed_over(read):
    found = read('answers = {}\nprint(answers)\nanswers\nanswers.items()\nn = len(answers["v"])\nplt.plot([1], [2])')
    assert (found.answers, found.code, found.problems, found.unread) == ({}, "", (), {})


def test_the_last_answer_counts_and_an_earlier_one_is_told(read):
    found = read('answers["v"] = r""', 'answers["v"] = "p"', 'answers["v"] = f(x)', 'answers["v"] = "q"')
    assert (found.answers, found.unread) == ({"v": "q"}, {})
    assert "answered twice" in read('answers["v"] = "p"', 'answers["v"] = "q"').problems[0]


@pytest.mark.parametrize(
    "written",
    [
        "if True:\n    def kl(p, q): return 7",
        "try:\n    import scipy\nexcept ImportError:\n    scipy = 7",
        "with open_() as f:\n    class KL: x = 7",
        "for _ in range(1):\n    def kl(p, q): return 7",
        "if True:\n    EPS = 7",
        "EPS += 7",
        "@cached(7)\ndef kl(p, q): return 0",
        "async def kl(): return 7",
    ],
)
def test_definitions_in_blocks_are_kept(read, written):
    found = read(written + "\nplt.plot([1], [2])")
    assert found.code == written
    assert found.problems == ()


def test_calls_in_a_block_are_dropped_as_they_are_outside(read):
    found = read("if True:\n    plt.plot([1])\n    def kl(p, q): return 7\nelse:\n    plt.show()")
    assert found.code == "if True:\n\n    def kl(p, q):\n        return 7\nelse:\n    pass"
    assert read('if __name__ == "__main__":\n    import sys\n    x = 1').code == ""
    assert read("for x in y:\n    plt.plot(x)").code == ""


def test_a_slip_in_a_cell_spoils_one_statement(read):
    found = read(
        '%%time\n!pip install x\nanswers["v"] = "p"\ndef broken(:\n    pass\n\n'
        '@cached\ndef kl(p, q):\n    return 0\nanswers["num"] = """\n0.693\n"""'
    )
    assert found.answers == {"v": "p", "num": "0.693"}
    assert found.code == "@cached\ndef kl(p, q):\n    return 0"
    assert "line 4 is not Python" in found.unread["code"]
    assert found.problems == ("anna.ipynb, cell 1: line 4 is not Python: 'def broken(:'; it is passed over",)


def test_a_comment_of_latex_is_no_magic(read):
    found = read('%matplotlib inline\nif x:\n    %time f()\nanswers["v"] = r"""\n% half\n\\frac12"""')
    assert found.answers["v"].endswith("\\frac12")
    assert "pass" not in found.answers["v"]


def test_a_cell_in_another_language_is_told(read):
    assert read("%%bash\nls").problems == ("anna.ipynb, cell 1: a cell of %%bash is not read",)


def test_a_heading_that_is_nearly_an_item_is_told(read):
    found = read(("markdown", "# Chain\n$p = p$"))
    assert "`# chain`" in found.unread["chain"]
    assert read(("markdown", "# Chain\n$p$"), ("markdown", "# chain\n$p$")).unread == {}


def test_a_broken_notebook_is_the_same_on_every_run(tmp_path, read):
    once = read('answers["v"] = f(object())\nanswers["num"] = {1, 2}\nanswers = load()', "def broken(:")
    program = (
        "import sys; from grading.assignment.items import *; from grading.submission.reading import read_submission\n"
        "items = [FormulaItem(i, '?', 1) for i in ('v', 'num', 'pick', 'chain', 'kl', 'trained')]\n"
        "sheet = Sheet('Trial', 'trial', '', items)\n"
        "found = read_submission(sys.argv[1], sheet); print(found.digest, found.problems)"
    )
    at = [sys.executable, "-c", program, str(tmp_path / "anna.ipynb")]
    for seed in ("1", "2"):
        ran = subprocess.run(at, capture_output=True, text=True, check=True, env={**os.environ, "PYTHONHASHSEED": seed})
        assert ran.stdout.strip() == f"{once.digest} {once.problems}"
    assert len(once.problems) == 4


def test_the_digest_is_of_the_text_and_not_of_what_is_said_about_it():
    assert Submission("a", problems=("x",)).digest == Submission("a").digest
    assert Submission("a", unread={"code": "x"}).digest != Submission("a").digest
