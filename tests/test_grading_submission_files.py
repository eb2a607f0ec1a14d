"""What lies in a folder and cannot be read, or is read by nobody, is known by the part that it was meant for."""

import pytest

from grading.assignment.items import DerivationItem, FormulaItem, Sheet, TrainingItem
from grading.submission.reading import MOST_PROBLEMS, read_submission


@pytest.fixture
def sheet(tmp_path):
    names = ("v", "num", "pick")
    items = (
        *(FormulaItem(name, "?", 1) for name in names),
        DerivationItem("chain", "?", 1, begins=("p",), ends="p"),
        TrainingItem("trained", "?", 1),
    )
    return Sheet("Trial", "trial", tmp_path, items)


@pytest.fixture
def folder(tmp_path, sheet):
    def of(**files):
        (tmp_path / "anna").mkdir(exist_ok=True)
        for name, text in files.items():
            (tmp_path / "anna" / name.replace("__", ".")).write_text(text)
        return read_submission(tmp_path / "anna", sheet)

    return of


def test_an_equals_sign_separates_behind_a_known_item(folder):
    found = folder(answers__txt="num = 0.693\nv= p = q: r\npick := a\n")
    assert (found.answers, found.problems) == ({"num": "0.693", "v": "p = q: r", "pick": "a"}, ())


def test_a_line_that_is_not_understood_is_known_by_its_item(folder):
    found = folder(answers__txt="  v: p\nnum 0.693\nPick: a\nmy name\nother = 3\n")
    assert found.answers == {"v": "p"}
    assert set(found.unread) == {"num", "pick"}
    assert len(found.problems) == 4
    assert found.unread["num"] == found.problems[0]


def test_files_that_cannot_be_read_are_known_by_their_part(folder, tmp_path):
    (tmp_path / "anna").mkdir()
    (tmp_path / "anna" / "trained").mkdir()
    for name in ("answers.txt", "functions.py", "chain.tex"):
        (tmp_path / "anna" / name).write_bytes(b"\xff")
    assert set(folder().unread) == {"answers", "code", "chain", "trained"}
    assert set(folder(chain__md="$p = p$", trained__toml="steps = 3").unread) == {"answers", "code"}


def test_a_notebook_that_cannot_be_read_is_all_unread(tmp_path, sheet):
    (tmp_path / "anna.ipynb").write_text("[]")
    assert set(read_submission(tmp_path / "anna.ipynb", sheet).unread) == {"answers", "code", "chain", "trained"}


def test_files_that_nobody_reads_are_told(folder):
    found = folder(Functions__py="def kl(): 0", Chain__tex="p", answer__txt="v: p", plan__txt="?")
    assert found.problems == (
        "Chain.tex is not read; chain is looked for in chain.tex",
        "Functions.py is not read; the functions are looked for in functions.py",
        "answer.txt is not read; the answers are looked for in answers.txt",
        "plan.txt is not read; no item is looked for under this name",
    )
    assert set(found.unread) == {"answers", "code", "chain"}
    found = folder(answers__txt="v: p", functions__py="x = 1", chain__md="$p$")
    assert found.unread == {}
    assert "Chain.tex is not read; chain is read from chain.md" in found.problems


def test_what_belongs_to_a_folder_is_not_told(folder, tmp_path):
    (tmp_path / "anna" / "__pycache__").mkdir(parents=True)
    (tmp_path / "anna" / ".ipynb_checkpoints").mkdir()
    names = ("questions__md", "README__txt", "plot__png", "answers__txt", "chain__tex", ".hidden")
    assert folder(**dict.fromkeys(names, "")).problems == ()


def test_files_beside_a_notebook_are_told(folder):
    found = folder(anna__ipynb='{"cells": []}', chain__tex="p")
    assert found.unread["chain"] == "chain.tex is not read; the notebook anna.ipynb stands in the place of all files"
    found = folder(ben__ipynb='{"cells": []}')
    assert set(found.unread) == {"answers", "code"}


def test_a_heap_of_problems_is_cut(folder):
    notes = folder(**{f"x{number}__dat": "" for number in range(30)}).problems
    assert (len(notes), notes[-1]) == (10, "21 more files are not read")
    assert len(folder(answers__txt="what\n" * 5000).problems) == MOST_PROBLEMS + 1 + 10
