"""A class: none stops the rest, a kill in the middle loses nothing, and the same work gives the same bytes."""

import csv
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from grading.assignment.items import Sheet
from grading.assignment.reading import read_sheet
from grading.graded import apart
from grading.graded.cohort import REPORTS, grade
from grading.graded.found import found_in
from grading.graded.outputs import FEEDBACK, write_class
from grading.graded.stored import FILE, fingerprint, store, stored
from grading.marking import mark
from grading.report import Report, report_as_data
from grading.results import Correct, NotChecked
from grading.submission.reading import NoSubmission, read_submission

SHEET = """\
title = "Two questions"
[limits]
call_seconds = 1
[[item]]
id = "kl"
kind = "function"
points = 2
question = "Write KL."
function = "kl"
probes = "kl"
[[item]]
id = "v"
kind = "formula"
points = 1
question = "Write V."
reference = "2*JSD(p,q) - log(4)"
only = ["JSD"]
"""
RIGHT = """\
import numpy as np


def kl(p, q):
    p, q = np.asarray(p, float), np.asarray(q, float)
    if np.any((q == 0) & (p > 0)):
        return np.inf
    at = p > 0
    return float(np.sum(p[at] * np.log(p[at] / q[at])))
"""
#: name -> (answers.txt, functions.py, points)
CLASS = {
    "anna": ("v: 2*JSD(p,q) - log 4", RIGHT, 3),
    "ben": ("v: JSD(p,q) - log 4", RIGHT, 2),
    "carl": ("v: 2*JSD(p,q) - log(4)", "import os\nos._exit(0)", 1),
    "dora": ("v: 2*JSD(p,q) - 2*log(2)", "def kl(p, q):\n    while True:\n        pass", 1),
    "eve": ("", "", 0),
    "=cmd()": ("v: " + "(" * 500, "x = '" + "a" * 1000, 0),
}


@pytest.fixture
def sheet(tmp_path) -> Sheet:
    (tmp_path / "sheet").mkdir()
    (tmp_path / "sheet" / "sheet.toml").write_text(SHEET)
    return read_sheet(tmp_path / "sheet")


@pytest.fixture
def folder(tmp_path) -> Path:
    for name, (answers, code, _) in CLASS.items():
        (tmp_path / "class" / name).mkdir(parents=True)
        (tmp_path / "class" / name / "answers.txt").write_text(answers)
        (tmp_path / "class" / name / "functions.py").write_text(code)
    return tmp_path / "class"


def graded(sheet, folder, out, **options):
    reports = grade(sheet, found_in(folder)[0], out, **options)
    write_class(out, reports, sheet)
    return reports


def contents(out):
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


def test_everybody_gets_a_report_and_jobs_change_no_byte(sheet, folder, tmp_path):
    (folder / "notes.txt").write_text("not a submission")
    (folder / "link").symlink_to(folder / "anna")
    reports = graded(sheet, folder, tmp_path / "one")
    graded(sheet, folder, tmp_path / "three", jobs=3)
    assert {each.submission: each.points for each in reports} == {name: points for name, (*_, points) in CLASS.items()}
    assert contents(tmp_path / "one") == contents(tmp_path / "three")
    assert found_in(folder)[1] == ["link", "notes.txt"]
    rows = list(csv.reader((tmp_path / "one" / "mark-book.csv").read_text().splitlines()))
    assert [row[0] for row in rows[1:]] == ["'=cmd()", *sorted(CLASS)[1:]]
    assert not any(name.endswith(".part") for name in contents(tmp_path / "one"))


def test_what_was_graded_is_not_graded_again_unless_it_changed(sheet, folder, tmp_path):
    before: list[bool] = []
    graded(sheet, folder, tmp_path / "out", told=lambda report, earlier: before.append(earlier))
    graded(sheet, folder, tmp_path / "out", told=lambda report, earlier: before.append(earlier))
    assert before == [False] * len(CLASS) + [True] * len(CLASS)
    (folder / "eve" / "answers.txt").write_text("v: 2*JSD(p,q) - log 4")
    again: dict[str, bool] = {}
    reports = graded(sheet, folder, tmp_path / "out", told=lambda r, earlier: again.update({r.submission: earlier}))
    assert [name for name, earlier in again.items() if not earlier] == ["eve"]
    assert next(each for each in reports if each.submission == "eve").points == 1


def test_a_grader_that_dies_costs_one_submission_and_is_said(sheet, folder, tmp_path, monkeypatch):
    def dies(sheet, submission, **options):
        if submission.name == "ben":
            os.kill(os.getpid(), signal.SIGKILL)
        if submission.name == "carl":
            time.sleep(60)
        return Report(sheet, submission.name, ())

    monkeypatch.setattr(apart, "mark", dies)
    monkeypatch.setattr(apart, "store", lambda out, report, name: store(out, report, name) if report.marked else None)
    reports = {each.submission: each for each in grade(sheet, found_in(folder)[0], tmp_path / "out", seconds=2.0)}
    assert set(reports) == set(CLASS)
    assert reports["ben"].failures == ("the grader was stopped by signal 9",)
    assert reports["carl"].failures == ("the grader was stopped after 2 s",)
    assert all(isinstance(each.answer, NotChecked) for each in reports["ben"].marked)


def test_a_broken_report_is_made_anew(sheet, folder, tmp_path):
    reports = graded(sheet, folder, tmp_path / "out")
    whole = contents(tmp_path / "out")
    path = tmp_path / "out" / REPORTS / "anna" / FILE
    for broken in ("", "{", "[]", json.dumps(report_as_data(reports[0])), whole[f"{REPORTS}/ben/{FILE}"].decode()):
        path.write_text(broken)
        submission = read_submission(folder / "anna", sheet)
        assert stored(path.parent, sheet, fingerprint(sheet, submission)) is None
    graded(sheet, folder, tmp_path / "out")
    assert contents(tmp_path / "out") == whole


def test_a_folder_without_submissions_is_refused(tmp_path):
    (tmp_path / "empty").mkdir()
    for folder, why in ((tmp_path / "empty", "no submission"), (tmp_path / "nowhere", "not a folder")):
        with pytest.raises(NoSubmission, match=why):
            found_in(folder)
    (tmp_path / "two" / "anna").mkdir(parents=True)
    (tmp_path / "two" / "anna.ipynb").write_text("{}")
    with pytest.raises(NoSubmission, match="one submission has one name"):
        found_in(tmp_path / "two")


def command(sheet, folder, out):
    return [sys.executable, "-m", "grading", "class", str(sheet.folder), str(folder), "--out", str(out), "--jobs", "2"]


def test_killed_in_the_middle_and_resumed_it_writes_the_same_mark_book(sheet, folder, tmp_path):
    for copy in range(8):
        shutil.copytree(folder / "anna", folder / f"x{copy}")
    quiet = {**os.environ, "OMP_NUM_THREADS": "1"}
    subprocess.run(command(sheet, folder, tmp_path / "whole"), check=True, capture_output=True, env=quiet)
    out = tmp_path / "killed"
    run = subprocess.Popen(command(sheet, folder, out), stdout=subprocess.DEVNULL, env=quiet, start_new_session=True)
    until = time.monotonic() + 60
    while len(list(out.glob(f"{REPORTS}/*/{FILE}"))) < 3 and time.monotonic() < until:
        time.sleep(0.01)
    os.kill(run.pid, signal.SIGKILL)
    run.wait()
    done = len(list(out.glob(f"{REPORTS}/*/{FILE}")))
    assert 3 <= done < len(CLASS) + 8
    assert not (out / "mark-book.csv").exists()
    again = subprocess.run(command(sheet, folder, out), check=True, capture_output=True, text=True, env=quiet)
    said = re.search(r"(\d+) submissions, (\d+) of them graded before", again.stdout)
    assert said
    # a grader that was at work when its parent died may have finished its submission
    assert int(said[1]) == len(CLASS) + 8 > int(said[2]) >= done
    assert contents(out) == contents(tmp_path / "whole")


def test_an_item_that_the_grader_fails_on_spoils_no_other(sheet, folder, monkeypatch):
    def fails(*_):
        raise TypeError("our own fault")

    monkeypatch.setattr("grading.items.formula.judge", fails)
    report = mark(sheet, read_submission(folder / "anna", sheet))
    assert [type(each.answer) for each in report.marked] == [Correct, NotChecked]
    assert "our own fault" not in repr(report.marked)
    assert len(report.failures) == 1
    assert report.failures[0].startswith("v: Traceback")
    assert "our own fault" in report.failures[0]


def test_what_is_for_the_lecturer_lies_apart(sheet, folder, tmp_path):
    graded(sheet, folder, tmp_path / "out")
    for name in CLASS:
        theirs, ours = (tmp_path / "out" / place / name for place in (FEEDBACK, REPORTS))
        assert {path.name for path in theirs.iterdir()} == {"feedback.md", "feedback.html"}
        assert {path.name for path in ours.iterdir()} == {"report.json", "whole.md"}


def test_what_could_not_be_read_is_not_called_wrong(sheet, folder):
    (folder / "eve" / "answers.txt").write_bytes(b"v: caf\xe9")
    (folder / "eve" / "functions.py").write_bytes(b"# caf\xe9")
    report = mark(sheet, read_submission(folder / "eve", sheet))
    assert report.to_review == ("kl", "v")
    assert all("not UTF-8" in each.answer.because for each in report.marked)
    empty = mark(sheet, read_submission(folder / "=cmd()", sheet))
    assert not isinstance(empty.marked[0].answer, NotChecked)


def test_a_reader_that_fails_costs_one_submission(sheet, folder, tmp_path, monkeypatch):
    def fails(where, sheet, name=""):
        if name == "ben":
            raise ValueError("a digit too many")
        return read_submission(where, sheet, name=name)

    monkeypatch.setattr(apart, "read_submission", fails)
    reports = {each.submission: each for each in grade(sheet, found_in(folder)[0], tmp_path / "out")}
    assert reports["anna"].points == 3
    assert reports["ben"].to_review == ("kl", "v")
    assert "could not be read (ValueError)" in reports["ben"].problems[0]
