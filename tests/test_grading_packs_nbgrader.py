"""The pack for nbgrader: what its test cells call, and where nbgrader is installed, nbgrader itself on submissions.

    PATH=/path/to/venv/bin:$PATH pytest tests/test_grading_packs_nbgrader.py

nbgrader is big and of an environment of its own; the grader runs with this one (GAN_GRADING_PYTHON).
"""

import csv
import json
import os
import runpy
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import grading_packed as made
import pytest

from grading.assignment.reading import read_sheet
from grading.packs.nbgrader_pack import nbgrader_pack, with_tests
from grading.sandbox import protections

NBGRADER = shutil.which("nbgrader")
real = pytest.mark.skipif(NBGRADER is None, reason="nbgrader is not on PATH")
ITEMS = ("value", "log-two", "kl", "chain")


@pytest.fixture
def cell(tmp_path, monkeypatch) -> Iterator[Callable]:
    """`points` of a pack, as a test cell calls it."""
    for name in ("outside", "gan_grading_outcomes"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    if protections().missing:
        monkeypatch.setenv("GAN_GRADING_WEAK", "1")
    nbgrader_pack(made.small(tmp_path), tmp_path / "course")
    points = runpy.run_path(str(tmp_path / "course" / "grader" / "nbgrader_cell.py"))["points"]
    yield points
    for name in ("outside", "gan_grading_outcomes"):
        sys.modules.pop(name, None)


def test_a_cell_gets_a_plain_float_within_bounds(cell, tmp_path, capfd):
    file = tmp_path / "small.ipynb"
    file.write_text(made.answered(made.template(made.small(tmp_path / "again")), made.HALF), encoding="utf-8")
    found = [cell(item, str(file), most) for item, most in zip(ITEMS, (2.0, 1.0, 4.0, 3.0), strict=True)]
    assert found == [1.0, 0.0, 2.0, 0.0]
    assert {type(each) for each in found} == {float}
    assert cell("value", str(file), 0.25) == 0.25  # never more than the cell is worth
    out, err = capfd.readouterr()
    assert err == ""  # nbgrader makes nothing of a cell that writes there
    assert "p and q are swapped" in out
    assert "2 is not the number" not in out  # the hidden item


@pytest.mark.parametrize("broken", ["sheets", "project"])
def test_a_grader_that_does_not_run_earns_nothing_and_says_so(cell, tmp_path, capfd, monkeypatch, broken):
    monkeypatch.setenv("GAN_GRADING_PYTHON", "/bin/false" if broken == "project" else "")
    if broken == "sheets":
        shutil.rmtree(tmp_path / "course" / "grader" / "sheets")
    (tmp_path / "small.ipynb").write_text("{}", encoding="utf-8")
    assert cell("value", str(tmp_path / "small.ipynb"), 2.0) == 0.0
    out, err = capfd.readouterr()
    assert "nothing is marked, since the grader did not run" in out
    assert err == ""


def test_an_item_that_nobody_knows_earns_nothing(cell, tmp_path, capfd):
    (tmp_path / "small.ipynb").write_text(made.template(made.small(tmp_path / "again")), encoding="utf-8")
    assert cell("other", str(tmp_path / "small.ipynb"), 2.0) == 0.0
    assert "said nothing of this item" in capfd.readouterr().out


def test_test_cells_are_locked_and_their_points_are_those_of_the_sheet(tmp_path):
    sheet = made.small(tmp_path)
    cells = [each for each in with_tests(sheet)["cells"] if "nbgrader" in each["metadata"]]
    assert [each["metadata"]["nbgrader"]["points"] for each in cells] == [2.0, 1.0, 4.0, 3.0]
    assert all(each["metadata"]["nbgrader"]["locked"] and each["metadata"]["nbgrader"]["grade"] for each in cells)


def release(folder: Path) -> tuple[Path, dict]:
    """A course with the assignment released, and the students' notebook."""
    course = nbgrader_pack(made.small(folder), folder / "course")
    tell(course, "generate_assignment", "small")
    return course, json.loads((course / "release" / "small" / "small.ipynb").read_text(encoding="utf-8"))


def tell(course: Path, *words: str, fails: bool = False) -> str:
    env = {**os.environ, "GAN_GRADING_PYTHON": sys.executable}
    if protections().missing:
        env["GAN_GRADING_WEAK"] = "1"
    done = subprocess.run([NBGRADER or "nbgrader", *words], cwd=course, env=env, capture_output=True, text=True)
    assert (done.returncode != 0) == fails, done.stderr
    return done.stderr


def grades(course: Path) -> dict[str, float]:
    tell(course, "export")
    with (course / "grades.csv").open(newline="", encoding="utf-8") as file:
        return {row["student_id"]: float(row["score"]) for row in csv.DictReader(file)}


def submit(course: Path, student: str, text: str) -> None:
    place = course / "submitted" / student / "small"
    place.mkdir(parents=True)
    (place / "small.ipynb").write_text(text, encoding="utf-8")


def changed(data: dict, change: Callable[[dict], object]) -> str:
    """The notebook with each test cell changed."""
    data = json.loads(json.dumps(data))
    for each in data["cells"]:
        if "nbgrader" in each["metadata"]:
            change(each)
    return json.dumps(data)


@real
def test_nbgrader_gives_the_points_of_the_grader_and_runs_no_cell_of_a_students(tmp_path):
    course, given = release(tmp_path)
    text = json.dumps(given)
    assert "GAN_GRADING" not in text
    assert "HIDDEN" not in text
    canary = tmp_path / "canary"
    submit(course, "good", made.answered(text, made.GOOD))
    submit(course, "half", made.answered(text, made.HALF))
    submit(course, "empty", text)
    submit(course, "deleted", made.answered(made.template(made.small(tmp_path / "again")), made.GOOD))
    hostile = made.HOSTILE_CELL.format(canary=str(canary))
    submit(course, "hostile", made.with_cell(made.answered(text, {"value": made.HALF["value"]}), hostile))
    # nbgrader makes full marks of a test that was not run, and nbclient does not run what is tagged so
    submit(course, "skipped", changed(given, lambda each: each["metadata"].update(tags=["skip-execution"])))
    submit(course, "rewritten", changed(given, lambda each: each.update(source="99.0")))
    tell(course, "autograde", "small")
    assert grades(course) == {
        "good": 10,
        "half": 3,
        "empty": 0,
        "deleted": 10,
        "hostile": 1,
        "skipped": 0,
        "rewritten": 0,
    }
    assert not canary.exists()
    tell(course, "generate_feedback", "small")
    page = (course / "feedback" / "half" / "small" / "small.html").read_text(encoding="utf-8")
    assert "p and q are swapped" in page
    assert "2 is not the number" not in page


@real
def test_the_solution_of_a_shipped_sheet_gets_every_point(tmp_path):
    sheet = read_sheet("divergences")
    course = nbgrader_pack(sheet, tmp_path / "course")
    tell(course, "generate_assignment", sheet.name)
    given = (course / "release" / sheet.name / f"{sheet.name}.ipynb").read_text(encoding="utf-8")
    place = course / "submitted" / "good" / sheet.name
    place.mkdir(parents=True)
    (place / f"{sheet.name}.ipynb").write_text(made.answered(given, made.solved(sheet)), encoding="utf-8")
    tell(course, "autograde", sheet.name)
    assert grades(course) == {"good": sheet.points}


@real
def test_files_beside_the_notebook_are_not_imported(tmp_path):
    """A kernel looks for modules where the notebook lies, and there a student may put some."""
    course, given = release(tmp_path)
    canary = tmp_path / "canary"
    text = made.answered(json.dumps(given), {"value": made.GOOD["value"]})
    submit(course, "files", text)
    names = ("outside", "nbgrader_cell", "json", "tempfile", "subprocess", "math", "runpy", "sitecustomize", "numpy",
             "IPython", "ipykernel", "matplotlib_inline", "debugpy", "jedi", "grading", "theory", "pandas")  # fmt: skip
    for name in names:
        evil = f"open({str(canary)!r}, 'a').write({name!r})\n"
        (course / "submitted" / "files" / "small" / f"{name}.py").write_text(evil, encoding="utf-8")
    tell(course, "autograde", "small")
    assert (course / "autograded" / "files" / "small" / "outside.py").is_file()
    assert not canary.exists(), canary.read_text(encoding="utf-8")
    assert grades(course) == {"files": 2}


FORGED = {"truthy": {"grade": "yes"}, "solution": {"solution": True}, "unknown": {"grade_id": "forged"}}


@real
def test_forged_test_cells_earn_nothing(tmp_path):
    """nbgrader refuses them aloud; the lecturer then sees whose they are."""
    course, given = release(tmp_path)
    for student, field in FORGED.items():

        def forge(each, field=field):
            each["metadata"]["nbgrader"].update(field)
            each["source"] = "99.0"

        submit(course, student, changed(given, forge))
    said = tell(course, "autograde", "small", fails=True)
    assert all(f"for student '{student}'" in said for student in FORGED)
    assert grades(course) == dict.fromkeys(FORGED, 0.0)


@real
def test_without_the_settings_no_test_cell_gives_a_point(tmp_path):
    """nbgrader goes on without a configuration that it cannot read: then nothing may be earned."""
    course, given = release(tmp_path)
    file = course / "nbgrader_config.py"
    file.write_text("raise RuntimeError('unreadable')\n" + file.read_text(encoding="utf-8"), encoding="utf-8")
    submit(course, "good", made.answered(json.dumps(given), made.GOOD))
    tell(course, "autograde", "small")
    assert grades(course) == {"good": 0}
