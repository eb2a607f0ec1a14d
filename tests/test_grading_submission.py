"""What a student hands in is read as text, is never executed, and is followed nowhere."""

import json
import os

import pytest

from grading.assignment.items import DerivationItem, FormulaItem, FunctionItem, Sheet, TrainingItem
from grading.submission.answers import answers_in
from grading.submission.reading import NoSubmission, read_submission
from grading.submission.safely import MAX_BYTES, Unread, text_of

SECRET = "the reference is 2*JSD(p,q)"


@pytest.fixture
def sheet(tmp_path):
    items = (
        FormulaItem("v", "?", 1, reference="p"),
        FormulaItem("w", "?", 1, reference="q"),
        DerivationItem("chain", "?", 1, begins=("p",), ends="p"),
        FunctionItem("kl", "?", 1, function="kl", probes="kl"),
        TrainingItem("trained", "?", 1),
    )
    return Sheet("Trial", "trial", tmp_path, items)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "secret.txt").write_text(SECRET)
    (tmp_path / "anna").mkdir()
    return tmp_path / "anna"


def test_a_folder_is_read_part_by_part(folder, sheet):
    (folder / "answers.txt").write_text("\ufeff# hers\r\nv: \\frac{p}{p+q}\r\nw: a\r\n   + b\r\n")
    (folder / "functions.py").write_text("def kl(p, q):\n    return 1\n")
    (folder / "chain.md").write_text("$$p = p$$")
    (folder / "trained.toml").write_text("steps = 3")
    found = read_submission(folder, sheet)
    assert found.name == "anna"
    assert found.answers == {"v": r"\frac{p}{p+q}", "w": "a + b"}
    assert "return 1" in found.code
    assert (found.derivations["chain"].file, found.derivations["chain"].text) == ("chain.md", "$$p = p$$")
    assert found.recipes == {"trained": "steps = 3"}
    assert found.problems == ()


def test_the_recipe_of_a_run_that_is_handed_in_is_read_from_its_folder(folder, sheet):
    (folder / "trained").mkdir()
    (folder / "trained" / "recipe.toml").write_text("steps = 5")
    assert read_submission(folder, sheet).recipes == {"trained": "steps = 5"}


def test_what_cannot_be_understood_is_said_and_spoils_nothing_else():
    found, problems, unread = answers_in("v: 1\nvv: 2\nsome words\n  indented\nw: 3\nw: 4\n", ["v", "w"])
    assert found == {"v": "1", "w": "4"}
    assert [problem.split(":")[0] for problem in problems] == [f"answers.txt, line {n}" for n in (2, 3, 6)]
    assert "did you mean v?" in problems[0]
    assert "answered twice" in problems[2]
    assert unread == {}


def test_a_link_is_not_followed(folder, sheet):
    (folder / "answers.txt").symlink_to(folder.parent / "secret.txt")
    (folder / "functions.py").symlink_to("/etc/passwd")
    os.link(folder.parent / "secret.txt", folder / "chain.tex")
    (folder / "trained").symlink_to(folder.parent)
    found = read_submission(folder, sheet)
    assert not found.answers
    assert not found.code
    assert not found.derivations
    assert not found.recipes
    assert len(found.problems) >= 3
    assert SECRET not in repr(found)


def test_a_pipe_is_not_waited_for(folder, sheet):
    os.mkfifo(folder / "answers.txt")
    found = read_submission(folder, sheet)
    assert found.problems == ("answers.txt: not a file; hand in a file of text",)


def test_a_folder_a_device_and_a_heap_are_refused(folder):
    (folder / "answers.txt").mkdir()
    with pytest.raises(Unread, match=r"answers\.txt"):
        text_of(folder, "answers.txt")
    with (folder / "functions.py").open("wb") as file:
        file.truncate(MAX_BYTES + 1)  # a sparse file: it costs nothing to send
    with pytest.raises(Unread, match="more than"):
        text_of(folder, "functions.py")
    (folder / "x.txt").write_bytes(b"\xff\xfe")
    with pytest.raises(Unread, match="not UTF-8"):
        text_of(folder, "x.txt")
    assert text_of(folder, "nothing.txt") is None


def test_where_nothing_is_nothing_is_graded(tmp_path, sheet):
    with pytest.raises(NoSubmission, match="neither a folder nor a notebook"):
        read_submission(tmp_path / "nobody", sheet)


def cell(kind, source):
    return {"cell_type": kind, "source": source.splitlines(keepends=True), "metadata": {}}


def notebook(*cells):
    return json.dumps({"cells": list(cells), "nbformat": 4, "nbformat_minor": 5, "metadata": {}})


def test_a_notebook_stands_for_all_files(tmp_path, sheet):
    path = tmp_path / "anna.ipynb"
    path.write_text(
        notebook(
            cell("markdown", "# chain\n\n$$p = p$$"),
            cell("code", "%matplotlib inline\nimport numpy as np\nprint(open('/etc/passwd').read())"),
            cell("code", "answers = {}\nanswers['v'] = r'\\frac{p}{p+q}'\nanswers['w'] = 3"),
            cell("code", "def kl(p, q):\n    return np.sum(p)\n\nkl([1], [1])"),
            cell("code", "def broken(:"),
            cell("code", "answers['v'] = __import__('os').getcwd()"),
        )
    )
    found = read_submission(path, sheet)
    assert found.name == "anna"
    # the last answer counts, also where it is not understood
    assert found.answers == {"w": "3"}
    assert set(found.unread) == {"v", "code"}
    assert found.code.split("\n")[0] == "import numpy as np"
    assert "def kl" in found.code
    assert "open(" not in found.code
    assert "kl([1]" not in found.code
    assert found.derivations["chain"].text.strip() == "$$p = p$$"
    assert [problem.split(":")[0] for problem in found.problems] == ["anna.ipynb, cell 5", "anna.ipynb, cell 6"]


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"cells": 3}', '{"cells": [{}]}', "[" * 100_000])
def test_what_is_no_notebook_is_a_problem_and_no_end(tmp_path, sheet, text):
    (tmp_path / "anna.ipynb").write_text(text)
    found = read_submission(tmp_path / "anna.ipynb", sheet)
    assert "not a notebook" in found.problems[0]
    assert not found.answers


def test_the_digest_follows_from_every_part(folder, sheet):
    digests = {read_submission(folder, sheet).digest}
    for name in ("answers.txt", "functions.py", "chain.tex", "trained.toml"):
        (folder / name).write_text("v: 1\n")
        digests.add(read_submission(folder, sheet).digest)
    assert len(digests) == 5
    assert read_submission(folder, sheet).digest in digests


def test_the_folder_that_a_zip_leaves_is_looked_into(folder, sheet):
    inner = folder / "homework 1"
    inner.mkdir()
    (inner / "answers.txt").write_text("v: p")
    (folder / "__MACOSX").mkdir()
    found = read_submission(folder, sheet)
    assert (found.name, found.answers) == ("anna", {"v": "p"})
    (folder / "answers.txt").write_text("v: q")
    assert read_submission(folder, sheet).answers == {"v": "q"}


def test_a_template_beside_an_answer_is_no_answer(folder, sheet):
    (sheet.folder / "template").mkdir()
    (sheet.folder / "template" / "chain.tex").write_text("given")
    (folder / "chain.tex").write_text("given")
    assert read_submission(folder, sheet).derivations["chain"].text == "given"
    (folder / "chain.md").write_text("$$p = p$$")
    assert read_submission(folder, sheet).derivations["chain"].text == "$$p = p$$"
