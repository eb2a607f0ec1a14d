"""`python -m grading ...`: what is printed, what is written, and the exit codes."""

import io
import json
import re
import shlex
import shutil
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

import grading
from grading.assignment.reading import read_sheet, shipped
from grading.command_line import check, class_
from grading.command_line.main import main
from grading.feedback.gradescope_format import validate
from grading.sandbox import Protections, worker

SHEET = "divergences"
FOLDER = read_sheet(SHEET).folder
POINTS = read_sheet(SHEET).points


def said(*arguments: str | Path) -> tuple[int, str, str]:
    """Exit code, standard output, standard error."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = main([str(each) for each in arguments])
    return code, out.getvalue(), err.getvalue()


@pytest.mark.parametrize(
    "command", ["sheets", "template", "run", "class", "check", "pack", "compare", "derivation", ""]
)
def test_every_command_has_help_with_examples_and_exit_codes(command):
    code, out, _ = said(*filter(None, [command]), "--help")
    assert code == 0
    assert f"python -m grading {command}".strip() in out
    assert ("exit code" in out) == (command != "")


def test_a_right_submission_is_correct_in_every_item():
    code, out, err = said("run", SHEET, FOLDER / "solution")
    assert (code, err) == (0, "")
    count = len(read_sheet(SHEET).items)
    assert len(re.findall(r"^correct ", out, re.MULTILINE)) == count
    assert out.endswith(f"solution: {POINTS:g} of {POINTS:g} points; {count} correct, 0 incorrect, 0 not checked\n")


def test_the_student_is_not_shown_what_is_marked_later():
    hidden = [item for item in read_sheet(SHEET).items if item.visibility != "visible"]
    assert hidden
    code, out, _ = said("run", SHEET, FOLDER / "solution", "--student")
    assert code == 0
    assert len(re.findall(r"^correct ", out, re.MULTILINE)) == len(read_sheet(SHEET).items) - len(hidden)
    assert f"{POINTS:g} of {POINTS:g}" not in out


def test_the_template_runs_and_earns_nothing(tmp_path):
    code, out, _ = said("template", SHEET, tmp_path / "mine")
    assert code == 0
    assert {"answers.txt", "functions.py", "questions.md"} <= set(re.findall(r"[\w.-]+", out))
    code, out, _ = said("run", SHEET, tmp_path / "mine")
    assert code == 1
    assert f"0 of {POINTS:g} points" in out
    code, _, err = said("template", SHEET, tmp_path / "mine")
    assert code == 2
    assert "nothing is written over" in err


def test_the_template_may_be_a_notebook(tmp_path):
    assert said("template", SHEET, tmp_path / "mine.ipynb")[0] == 0
    code, out, _ = said("run", SHEET, tmp_path / "mine.ipynb")
    assert code == 1
    assert f"mine: 0 of {POINTS:g} points" in out


def test_a_run_writes_feedback_results_and_a_report(tmp_path):
    code, out, _ = said("run", SHEET, FOLDER / "template", "--name", "anna", "--out", tmp_path / "out", "--json",
                        "--gradescope", tmp_path / "results.json")  # fmt: skip
    assert code == 1
    data = json.loads(out)
    assert (data["submission"], data["points"], data["out_of"]) == ("anna", 0, POINTS)
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"feedback.md", "feedback.html", "lecturer"}
    assert {path.name for path in (tmp_path / "out" / "lecturer").iterdir()} == {"whole.md", "report.json"}
    assert validate(json.loads((tmp_path / "results.json").read_text())) == []
    stored = json.loads((tmp_path / "out" / "lecturer" / "report.json").read_text())
    assert {key: stored[key] for key in data} == data


def test_a_class_has_a_mark_book_and_an_item_analysis(tmp_path):
    for name in ("anna", "ben"):
        shutil.copytree(FOLDER / "solution", tmp_path / "class" / name)
    shutil.copytree(FOLDER / "template", tmp_path / "class" / "carl")
    code, out, _ = said("class", SHEET, tmp_path / "class", "--out", tmp_path / "out", "--jobs", "2")
    assert code == 0
    assert f"3 submissions, 0 of them graded before; mean {2 * POINTS / 3:.2f} of {POINTS:g} points" in out
    assert (tmp_path / "out" / "mark-book.csv").read_text().count("\n") == 4
    assert "| 3 | 2 | 2 | 0 | 0 |" in (tmp_path / "out" / "item-analysis.md").read_text()  # carl did not answer
    code, out, _ = said("class", SHEET, tmp_path / "class", "--out", tmp_path / "out", "--json")
    data = json.loads(out)
    assert (code, data["graded_before"]) == (0, ["anna", "ben", "carl"])
    assert [each["points"] for each in data["submissions"]] == [POINTS, POINTS, 0]


def test_sheets_are_listed_without_their_answers():
    code, out, _ = said("sheets")
    assert code == 0
    assert [line.split()[0] for line in out.splitlines()] == shipped()
    data = json.loads(said("sheets", "--json")[1])
    assert {key for sheet in data for item in sheet["items"] for key in item} == {"id", "kind", "points", "question"}


def test_a_pack_is_built(tmp_path):
    code, out, _ = said("pack", SHEET, "--gradescope", tmp_path / "a.zip", "--otter", tmp_path / "o", "--nbgrader",
                        tmp_path / "n")  # fmt: skip
    assert code == 0
    assert (tmp_path / "a.zip").stat().st_size > 10_000
    assert len(out.splitlines()) == 3


REFUSED = [
    (("run", "divergence", "."), "did you mean divergences?"),
    (("run", SHEET, "nowhere"), "neither a folder nor a notebook"),
    (("run", SHEET), "the following arguments are required"),
    (("class", SHEET, "nowhere"), "is not a folder"),
    (("class", SHEET, ".", "--jobs", "0"), "'0' is not a whole number from 1 to 256"),
    (("class", SHEET, ".", "--seconds", "-1"), "'-1' is not a number of seconds"),
    (("check", "nowhere"), "nor a sheet that comes with the project"),
    (("template", "nowhere", "x"), "nor a sheet that comes with the project"),
    (("pack", SHEET), "nothing to build"),
    (("run", SHEET, FOLDER / "solution", "--student", "--json"), "--json is the lecturer's copy"),
    (("grade",), "invalid choice: 'grade'"),
]


@pytest.mark.parametrize(("arguments", "says"), REFUSED)
def test_what_cannot_be_done_is_refused_with_a_reason(arguments, says):
    code, out, err = said(*arguments)
    assert (code, out) == (2, "")
    assert says in err


def test_a_place_that_cannot_be_written_is_said_before_anything_is_graded(tmp_path):
    (tmp_path / "file").write_text("")
    code, _, err = said("run", SHEET, FOLDER / "solution", "--out", tmp_path / "file")
    assert code == 2
    assert "choose another place" in err


def test_a_weak_sandbox_is_refused_unless_it_is_allowed(monkeypatch):
    weak = Protections(landlock=0, seccomp=True)
    for module in (worker, class_, check):
        monkeypatch.setattr(module, "protections", lambda: weak)
    for command in (("run", SHEET, FOLDER / "solution"), ("class", SHEET, FOLDER), ("check", SHEET)):
        code, out, err = said(*command)
        assert (code, out) == (2, "")
        assert "the code can read and write whatever you can" in err
        assert "--allow-weak-sandbox" in err
    assert said("run", SHEET, FOLDER / "solution", "--allow-weak-sandbox")[0] == 0


def documented() -> list[list[str]]:
    """The commands of grading/README.md, without their comments."""
    text = (Path(grading.__file__).parent / "README.md").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.startswith("    python -m grading ")]
    return [shlex.split(line, comments=True)[3:] for line in lines]


def test_every_command_of_the_readme_works(tmp_path):
    shutil.copytree(FOLDER / "solution", tmp_path / "class" / "anna")
    places = {"build/homework": tmp_path / "homework", "FOLDER": tmp_path / "class", "DIR": tmp_path / "out",
              "F.zip": tmp_path / "a.zip"}  # fmt: skip
    commands = documented()
    assert [each[0] for each in commands] == ["sheets", "template", "run", "class", "check", "pack"]
    for arguments in commands:
        if arguments[0] != "check":  # the whole bank: tests/test_grading_sheets.py runs it
            code, out, err = said(*(places.get(each, each) for each in arguments))
            assert code == (1 if arguments[0] == "run" else 0), err
            assert out
