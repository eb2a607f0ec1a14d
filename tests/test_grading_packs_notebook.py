"""A sheet as a notebook: it runs, asks what the sheet asks, and is read again as a submission."""

import json
import re

import grading_packed as made
import pytest

from grading.assignment.items import Case, DerivationItem, FunctionItem, Sheet, TrainingItem
from grading.assignment.questions import question
from grading.assignment.reading import read_sheet, shipped
from grading.marking import mark
from grading.packs.notebook import as_text, notebook
from grading.packs.project import trains
from grading.results import UNANSWERED, Incorrect
from grading.submission.reading import read_submission


@pytest.fixture(scope="module")
def sheet(tmp_path_factory) -> Sheet:
    return made.small(tmp_path_factory.mktemp("sheet"))


def test_the_students_notebook_runs_and_asks_every_question(sheet):
    data = notebook(sheet)
    given: dict = {}
    for cell in data["cells"]:
        if cell["cell_type"] == "code":
            exec(compile(cell["source"], cell["id"], "exec"), given)
    assert given["answers"] == {"value": "", "log-two": ""}
    assert given["kl"].__doc__.startswith("KL(p || q)")  # the stub of the template
    assert given["np"]
    text = json.dumps(data)
    for item in sheet.items:
        assert item.id in text
    assert "reference" not in text
    assert "2*JSD" not in text
    ids = [cell["id"] for cell in data["cells"]]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[a-zA-Z0-9-_]{1,64}", each) for each in ids)


def test_a_function_without_a_template_gets_a_stub_of_its_signature(tmp_path):
    items = (
        FunctionItem("one", "?", 1.0, function="my_kl", probes="kl"),
        FunctionItem("two", "?", 1.0, function="f", cases=(Case((1.0,), 0),)),
        FunctionItem("three", "?", 1.0, function="g", cases=(Case((1.0, 2.0), 0),)),
        TrainingItem("four", "?", 1.0),
    )
    text = as_text(notebook(Sheet("B", "b", tmp_path, items)))
    for head in ("def my_kl(p, q):", "def f(x):", "def g(x1, x2):", "def train(real, latent, seed):"):
        assert f'"source": "{head}\\n    raise NotImplementedError"' in text


@pytest.mark.parametrize("name", shipped())
def test_notebooks_ask_what_the_page_of_questions_asks(name):
    found = read_sheet(name)
    cells = {cell["id"]: cell["source"] for cell in notebook(found)["cells"]}
    for item in found.items:
        source = cells[f"question-{item.id}"]
        for part in question(item).split("\n\n"):
            assert part in source or part.startswith("Where: ")
        where = [line for line in source.splitlines() if line.startswith("Where: ")]
        assert all(line.startswith("Where: the cell below") for line in where)


def test_where_in_a_question_of_the_lecturers_stays(tmp_path):
    item = FunctionItem("one", "Write it.\n\nWhere: on paper.", 1.0, function="kl", probes="kl")
    source = notebook(Sheet("B", "b", tmp_path, (item,)))["cells"][2]["source"]
    assert "Where: on paper." in source
    assert source.endswith("Where: the cell below.")


def test_a_derivation_starts_from_the_template_with_its_hints_as_comments(tmp_path):
    (tmp_path / "template").mkdir()
    (tmp_path / "template" / "chain.tex").write_text("% Go on\n\\begin{align*}\n  a\n\\end{align*}\n", encoding="utf-8")
    chain = Sheet("C", "c", tmp_path, (DerivationItem("chain", "Derive it.", 1.0),))
    cell = notebook(chain)["cells"][-1]
    assert cell["source"] == "# chain\n\n<!-- Go on -->\n\\begin{align*}\n  a\n\\end{align*}\n"


def test_no_question_is_taken_for_a_derivation(tmp_path):
    chain = Sheet("C", "c", tmp_path, (DerivationItem("chain", "# chain\nis asked", 1.0),))
    (tmp_path / "chain.ipynb").write_text(as_text(notebook(chain)), encoding="utf-8")
    found = read_submission(tmp_path / "chain.ipynb", chain).derivations["chain"].text
    assert "is asked" not in found


def test_the_notebook_unanswered_is_no_answer_and_answered_is_right(sheet, tmp_path):
    for name, answers, expected in (("empty", {}, 0.0), ("good", made.GOOD, 10.0), ("half", made.HALF, 3.0)):
        file = tmp_path / f"{name}.ipynb"
        file.write_text(made.answered(made.template(sheet), answers), encoding="utf-8")
        report = mark(sheet, read_submission(file, sheet), weak=True)
        assert (report.points, report.problems) == (expected, ()), [each.answer for each in report.marked]
        if not answers:
            # a stub is an attempt that raises: its own kind of wrong
            empty = [each.answer for each in report.marked if each.item.kind != "function"]
            assert all(isinstance(each, Incorrect) and each.mistake == UNANSWERED for each in empty)


@pytest.mark.parametrize("name", shipped())
def test_the_notebook_of_a_shipped_sheet_earns_nothing_as_it_is_and_all_with_the_solution(tmp_path, name):
    found = read_sheet(name)
    if trains(found):
        pytest.skip("trains: tests/test_grading_packs_gradescope.py grades its solution")
    given = as_text(notebook(found))
    for answers, expected in (({}, 0.0), (made.solved(found), found.points)):
        (tmp_path / "x.ipynb").write_text(made.answered(given, answers), encoding="utf-8")
        report = mark(found, read_submission(tmp_path / "x.ipynb", found), weak=True)
        assert (report.points, report.problems) == (expected, ()), [each.answer for each in report.marked]
