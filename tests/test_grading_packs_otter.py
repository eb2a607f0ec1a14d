"""The pack for Otter-Grader: its tests by themselves, and where otter is installed, otter itself on sample submissions.

    PATH=/path/to/venv/bin:$PATH pytest tests/test_grading_packs_otter.py

otter-grader is big and of an environment of its own; the grader runs with this one (GAN_GRADING_PYTHON).
"""

import json
import os
import pickle
import shutil
import subprocess
import sys
import types
import zipfile
from pathlib import Path

import grading_packed as made
import pytest

from grading.assignment.reading import read_sheet
from grading.packs.otter_pack import configuration, otter_pack, test_file
from grading.sandbox import protections

OTTER = shutil.which("otter")
real = pytest.mark.skipif(OTTER is None, reason="otter-grader is not on PATH")


def results_of_tests(source: str, outcomes: dict) -> list[tuple[float, str]]:
    """The points and the failure of each test of a file, as Otter would run it."""
    cases = []

    def test_case(*, name, points, hidden):
        def keep(function):
            cases.append((points, function))
            return function

        return keep

    module = types.ModuleType("otter.test_files")
    module.test_case = test_case  # pyright: ignore[reportAttributeAccessIssue]
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "otter", types.ModuleType("otter"))
        patch.setitem(sys.modules, "otter.test_files", module)
        exec(compile(source, "item.py", "exec"), {})
    found = []
    for points, function in cases:
        try:
            function({"gan_grading_outcomes": outcomes})
            found.append((points, ""))
        except AssertionError as failed:
            found.append((0.0, str(failed)))
    return found


@pytest.mark.parametrize("score", [0.0, 0.5, 1.0, 2.0])
def test_partial_credit_is_the_sum_of_the_tests_that_pass(tmp_path, score):
    value = made.small(tmp_path).items[0]
    found = results_of_tests(test_file(value), {"value": {"score": score, "output": "incorrect: so and so"}})
    assert sum(points for points, _ in found) == score
    said = [failure for _, failure in found if failure]
    assert said[:1] == (["incorrect: so and so"] if score < 2 else [])
    assert set(said[1:]) <= {"see the part before"}


@pytest.mark.parametrize(
    ("outcomes", "said"),
    [({}, "not marked: the plugin"), ({"": {"output": "the grader did not run"}}, "the grader did not run")],
)
def test_without_outcomes_nothing_is_earned(tmp_path, outcomes, said):
    found = results_of_tests(test_file(made.small(tmp_path).items[0]), outcomes)
    assert sum(points for points, _ in found) == 0
    assert found[0][1].startswith(said)


def test_hidden_results_are_shown_at_the_earliest_that_no_item_forbids(tmp_path):
    sheet = made.small(tmp_path)
    assert configuration(sheet)["show_hidden"] is False
    assert configuration(sheet)["show_all_public"] is False


@pytest.fixture(scope="module")
def pack(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("otter")
    pack = otter_pack(made.small(folder), folder / "pack")
    subprocess.run(["bash", "build.sh"], cwd=pack, check=True, capture_output=True)
    return pack


def grade(pack: Path, folder: Path, notebook: str, submission: str = "submission.ipynb") -> dict:
    """results.json of `otter run`."""
    (folder / "submission.ipynb").write_text(notebook, encoding="utf-8")
    env = {**os.environ, "PYTHONPATH": str(pack), "GAN_GRADING_PYTHON": sys.executable, "PYTHONWARNINGS": "ignore"}
    if protections().missing:
        env["GAN_GRADING_WEAK"] = "1"
    command = [OTTER or "otter", "run", "-a", str(pack / "autograder.zip"), "-o", str(folder), submission]
    subprocess.run(command, cwd=folder, env=env, check=True, capture_output=True)
    return json.loads((folder / "results.json").read_text(encoding="utf-8"))


def scores(data: dict) -> dict[str, float]:
    return {each["name"]: each["score"] for each in data["tests"] if "score" in each}


@real
@pytest.mark.parametrize(
    ("answers", "expected"), [(made.GOOD, [2, 1, 4, 3]), (made.HALF, [1, 0, 2, 0]), ({}, [0, 0, 0, 0])]
)
def test_otter_gives_the_points_of_the_grader(pack, tmp_path, answers, expected):
    data = grade(pack, tmp_path, made.answered(made.template(made.small(tmp_path)), answers))
    assert list(scores(data).values()) == expected
    said = data["tests"][0]["output"]
    assert ("p and q are swapped" in said) == (answers is made.HALF)
    assert "2 is not the number" not in said  # the hidden item
    assert "Marked later: log-two" in data["output"]


@real
def test_the_solution_of_a_shipped_sheet_gets_every_point(tmp_path):
    sheet = read_sheet("divergences")
    pack = otter_pack(sheet, tmp_path / "pack")
    subprocess.run(["bash", "build.sh"], cwd=pack, check=True, capture_output=True)
    data = grade(pack, tmp_path, made.answered(made.template(sheet), made.solved(sheet)))
    assert scores(data) == {item.id: item.points for item in sheet.items}


@real
def test_otter_runs_no_cell_of_a_students(pack, tmp_path):
    canary = tmp_path / "canary"
    cell = made.HOSTILE_CELL.format(canary=str(canary))
    text = made.with_cell(made.answered(made.template(made.small(tmp_path)), made.HALF), cell)
    assert scores(grade(pack, tmp_path, text))["value"] == 1
    assert not canary.exists()


class Evil:
    """Unpickled, it writes a file."""

    def __init__(self, canary: Path) -> None:
        self.canary = str(canary)

    def __reduce__(self):
        return os.mkdir, (self.canary,)


@real
def test_what_comes_with_the_notebook_is_neither_imported_nor_unpickled(pack, tmp_path):
    canary = tmp_path / "canary"
    text = made.answered(made.template(made.small(tmp_path)), made.HALF)
    with zipfile.ZipFile(tmp_path / "submission.zip", "w") as out:
        out.writestr("submission.ipynb", text)
        out.writestr(".OTTER_LOG", pickle.dumps(Evil(canary)))
        for name in ("otter", "json", "pandas", "nbformat", "otter_plugin", "outside", "sitecustomize", "dill"):
            out.writestr(f"{name}/__init__.py", f"import os\nos.mkdir({str(canary)!r})")
    data = grade(pack, tmp_path, text, submission="submission.zip")
    assert scores(data)["value"] == 1
    assert not canary.exists()


@real
def test_without_the_plugin_the_cell_is_run_and_nothing_is_earned(pack, tmp_path):
    """What the test above guards against happens where the plugin is left out; the tests then give no points."""
    bare = tmp_path / "bare"
    shutil.copytree(pack, bare)
    (bare / "otter_config.json").write_text("{}", encoding="utf-8")
    subprocess.run(["bash", "build.sh"], cwd=bare, check=True, capture_output=True)
    canary = tmp_path / "canary"
    cell = f"open({str(canary)!r}, 'w').write('run')"
    data = grade(bare, tmp_path, made.with_cell(made.answered(made.template(made.small(tmp_path)), made.GOOD), cell))
    assert canary.exists()
    assert sum(scores(data).values()) == 0
