"""The autograder as Gradescope runs it: /autograder with source, submission, results; results.json at every moment."""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import grading_packed as made
import pytest

from grading.assignment.items import TrainingItem
from grading.assignment.reading import read_sheet, shipped
from grading.feedback.gradescope import UNFINISHED
from grading.feedback.gradescope_format import validate
from grading.packs.gradescope_pack import gradescope_pack
from grading.sandbox import protections

#: What the sandbox lacks here is for other tests: without it the autograder has to be told.
WEAK = bool(protections().missing)


@pytest.fixture(scope="module")
def pack(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("pack")
    return gradescope_pack(made.small(folder), folder / "autograder.zip", weak=WEAK)


@pytest.fixture
def autograder(pack, tmp_path) -> Path:
    """The layout that Gradescope makes; unzipped by hand, since zipfile drops the rights of files."""
    root = tmp_path / "autograder"
    for name in ("source", "submission", "results"):
        (root / name).mkdir(parents=True)
    with zipfile.ZipFile(pack) as opened:
        opened.extractall(root / "source")
    shutil.copy(root / "source" / "run_autograder", root / "run_autograder")
    (root / "run_autograder").chmod(0o755)
    return root


def run(root: Path, python: str = sys.executable, **settings: str) -> tuple[dict, str]:
    """results.json after a run, and what was printed.  The environment is as bare as a container's."""
    env = {"PATH": os.environ["PATH"], "AUTOGRADER": str(root), "GAN_GRADING_PYTHON": python, **settings}
    done = subprocess.run([root / "run_autograder"], cwd=root, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    data = json.loads((root / "results" / "results.json").read_text(encoding="utf-8"), parse_constant=pytest.fail)
    assert validate(data) == []
    assert [each.name for each in (root / "results").iterdir()] == ["results.json"]
    return data, done.stdout + done.stderr


def hand_in(root: Path, answers: dict[str, str]) -> None:
    submission = root / "submission"
    lines = [f"{item}: {answers[item]}" for item in ("value", "log-two") if item in answers]
    (submission / "answers.txt").write_text("\n".join(lines), encoding="utf-8")
    (submission / "functions.py").write_text(f"import numpy as np\n{answers.get('kl', '')}", encoding="utf-8")
    if "chain" in answers:
        (submission / "chain.md").write_text(answers["chain"], encoding="utf-8")


def scores(data: dict) -> dict[str, float]:
    return {each["name"]: each["score"] for each in data["tests"]}


def test_a_right_submission_gets_every_point(autograder):
    hand_in(autograder, made.GOOD)
    data, _ = run(autograder)
    assert scores(data) == {"value": 2, "log-two": 1, "kl": 4, "chain": 3}
    assert data["score"] == 10
    assert {each["status"] for each in data["tests"]} == {"passed"}


def test_partial_credit_arrives_and_a_hidden_item_stays_hidden(autograder):
    hand_in(autograder, made.HALF)
    data, _ = run(autograder)
    assert scores(data) == {"value": 1, "log-two": 0, "kl": 2, "chain": 0}
    assert {each["name"]: each["visibility"] for each in data["tests"]}["log-two"] == "hidden"
    assert "log-two" not in data["output"]


def test_a_notebook_is_a_submission(autograder, tmp_path):
    text = made.answered(made.template(made.small(tmp_path)), made.GOOD)
    (autograder / "submission" / "homework.ipynb").write_text(text, encoding="utf-8")
    assert run(autograder)[0]["score"] == 10


def test_an_empty_submission_gets_none(autograder):
    data, _ = run(autograder)
    assert data["score"] == 0
    assert data["output"] != UNFINISHED


def test_what_a_hostile_submission_brings_is_not_run(autograder, tmp_path):
    """Modules named as the grader's own, links at the references, code that writes, a file in place of the results."""
    canary = tmp_path / "canary"
    evil = f"open({str(canary)!r}, 'a').write('x')\n"
    submission = autograder / "submission"
    for name in ("grading", "numpy", "json", "sitecustomize", "theory"):
        (submission / f"{name}.py").write_text(evil, encoding="utf-8")
    (submission / "functions.py").write_text(f"{evil}\ndef kl(p, q): return 0.0\n", encoding="utf-8")
    (submission / "chain.md").symlink_to(autograder / "source" / "sheets" / "small" / "sheet.toml")
    (submission / "answers.txt").write_text("value: __import__('os').system('touch x')\n", encoding="utf-8")
    (submission / "results.json").write_text('{"score": 10}', encoding="utf-8")
    data, printed = run(autograder, PYTHONPATH=str(submission))
    assert data["score"] == 0
    assert not canary.exists()
    assert "2*JSD(p,q) - log(4)" not in json.dumps(data) + printed
    assert sorted(each.name for each in submission.iterdir())[0] == "answers.txt"


@pytest.mark.parametrize("python", ["/nothing/python", "/bin/false"])
def test_where_the_grader_does_not_run_the_early_results_stay(autograder, python):
    hand_in(autograder, made.GOOD)
    data, printed = run(autograder, python)
    assert data["score"] == 0
    assert data["output"] == UNFINISHED
    assert "exit code" in printed


def test_results_of_an_earlier_run_do_not_stay(autograder):
    (autograder / "results" / "results.json").write_text('{"score": 10}', encoding="utf-8")
    assert run(autograder, "/bin/false")[0]["score"] == 0


@pytest.mark.parametrize("name", shipped())
def test_the_solution_of_a_shipped_sheet_gets_every_point(tmp_path, name):
    sheet = read_sheet(name)
    if any(isinstance(item, TrainingItem) for item in sheet.items):
        pytest.importorskip("torch")
    with zipfile.ZipFile(gradescope_pack(sheet, tmp_path / "autograder.zip", weak=WEAK)) as opened:
        opened.extractall(tmp_path / "source")
    shutil.copytree(sheet.folder / "solution", tmp_path / "submission")
    shutil.copy(tmp_path / "source" / "run_autograder", tmp_path / "run_autograder")
    (tmp_path / "run_autograder").chmod(0o755)
    data, printed = run(tmp_path)
    assert data["score"] == sheet.points, printed
