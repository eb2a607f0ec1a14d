"""Packs hold what a grader needs and nothing that others should not have; the same bytes each time."""

import ast
import re
import runpy
import subprocess
import sys
import zipfile

import grading_packed as made
import pytest

from grading.assignment.items import Sheet, TrainingItem
from grading.packs import outside
from grading.packs.gradescope_pack import gradescope_pack, setup
from grading.packs.nbgrader_pack import nbgrader_pack
from grading.packs.otter_pack import otter_pack, test_file
from grading.packs.project import ROOT, NoPack, pins, project_files, requirements
from grading.packs.written import unfolded, zipped


@pytest.fixture(scope="module")
def sheet(tmp_path_factory) -> Sheet:
    return made.small(tmp_path_factory.mktemp("sheet"))


def training(sheet: Sheet) -> Sheet:
    return Sheet("T", "t", sheet.folder, (TrainingItem("trained", "Train.", 1.0),))


def test_a_pack_holds_the_grader_and_the_sheet_alone(sheet):
    files = project_files(sheet)
    for name in ("project/grading/__main__.py", "project/theory/reading/latex.lark", "project/numerics/__init__.py",
                 "project/grading/feedback/page.css", "sheets/small/sheet.toml", "requirements.txt"):  # fmt: skip
        assert name in files
    tops = {name.split("/")[0] for name in files}
    assert tops == {"project", "sheets", "requirements.txt", "constraints.txt"}
    assert {name.split("/")[1] for name in files if name.startswith("project/")} == {"grading", "numerics", "theory"}
    assert not [name for name in files if name.endswith(".pyc") or "/grading/sheets/" in name]
    assert [name for name in files if name.startswith("sheets/")] == ["sheets/small/sheet.toml"]
    assert not any(b"SOLUTION" in content for name, content in files.items() if name.startswith("sheets/"))


def test_only_a_sheet_that_trains_brings_gan_small_and_torch(sheet):
    assert "torch" not in requirements(sheet)
    assert "torch==" in requirements(training(sheet))
    assert any(name.startswith("project/gan_small/fused/") for name in project_files(training(sheet)))
    assert "gcc" not in setup(sheet)
    assert "gcc" in setup(training(sheet))


def test_everything_that_is_required_is_pinned(sheet):
    lines = requirements(sheet).splitlines()
    assert "numpy" in [line.split("==")[0] for line in lines]
    assert all(re.fullmatch(r"[\w.-]+==[\w.]+", line) for line in lines)
    assert lines == sorted(lines, key=str.lower)
    assert pins()["numpy"]


def test_a_requirement_without_a_version_is_refused(sheet, monkeypatch):
    monkeypatch.setattr("grading.packs.project.pins", lambda: {"numpy": "2"})
    with pytest.raises(NoPack, match="no version of"):
        requirements(sheet)


def test_a_pack_is_made_from_a_checkout(sheet, monkeypatch, tmp_path):
    monkeypatch.setattr("grading.packs.project.ROOT", tmp_path)
    with pytest.raises(NoPack, match="checkout"):
        requirements(sheet)


def test_a_zip_has_the_same_bytes_and_the_rights_of_a_script(sheet, tmp_path):
    first, second = (gradescope_pack(sheet, tmp_path / name) for name in ("a.zip", "b.zip"))
    assert first.read_bytes() == second.read_bytes()
    with zipfile.ZipFile(first) as opened:
        names = opened.namelist()
        assert names == sorted(names)
        assert {"setup.sh", "run_autograder", "early.json"} <= set(names)  # at the root, as Gradescope wants them
        rights = {entry.filename: entry.external_attr >> 16 & 0o777 for entry in opened.infolist()}
        assert {entry.date_time[0] for entry in opened.infolist()} == {1980}
    assert rights["run_autograder"] == rights["setup.sh"] == 0o755
    assert rights["early.json"] == 0o644
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.zip", "b.zip"]


def test_other_content_has_other_bytes(tmp_path):
    assert zipped(tmp_path / "a", {"x": b"1"}).read_bytes() != zipped(tmp_path / "b", {"x": b"2"}).read_bytes()


def test_a_folder_with_something_in_it_is_left_alone(tmp_path):
    (tmp_path / "mine").write_text("x")
    with pytest.raises(NoPack, match="not empty"):
        unfolded(tmp_path, {"a": b""})
    assert [each.name for each in tmp_path.iterdir()] == ["mine"]


@pytest.mark.parametrize("weak", [False, True])
def test_scripts_are_bash_and_ask_for_a_weak_sandbox_only_if_told(sheet, tmp_path, weak):
    with zipfile.ZipFile(gradescope_pack(sheet, tmp_path / "a.zip", weak=weak)) as opened:
        for name in ("setup.sh", "run_autograder"):
            text = opened.read(name)
            subprocess.run(["bash", "-n"], input=text, check=True)
            assert b"{" not in re.sub(rb"\$\{[^}]*\}", b"", text)  # no field of a template is left
        assert (b"--allow-weak-sandbox" in opened.read("run_autograder")) == weak
    subprocess.run(["bash", "-n"], input=setup(training(sheet)).encode(), check=True)


@pytest.mark.parametrize("weak", [False, True])
@pytest.mark.parametrize(("make", "place"), [(otter_pack, "outside.py"), (nbgrader_pack, "grader/outside.py")])
def test_a_pack_allows_a_weak_sandbox_only_if_told(sheet, tmp_path, monkeypatch, make, place, weak):
    folder = make(sheet, tmp_path / "pack", weak=weak)
    assert ("--allow-weak-sandbox" in (folder / "README.md").read_text(encoding="utf-8")) == weak
    copied = runpy.run_path(str(folder / place))
    # in the place of the grader, what says how it was called
    spy = tmp_path / "spy"
    spy.write_text('#!/bin/sh\necho "$*" >&2\n')
    spy.chmod(0o755)
    monkeypatch.setenv("GAN_GRADING_PYTHON", str(spy))
    monkeypatch.delenv("GAN_GRADING_WEAK", raising=False)
    monkeypatch.setitem(copied["outcomes"].__globals__, "_LONGEST", 10_000)
    with pytest.raises(copied["DidNotRun"]) as why:
        copied["outcomes"]("x.ipynb", str((folder / place).parent))
    assert ("--allow-weak-sandbox" in str(why.value)) == weak


def test_the_tests_of_an_item_have_its_points(sheet):
    for item in sheet.items:
        cases = re.findall(r"points=([\d.]+), hidden=(\w+)\)", test_file(item))
        assert sum(float(points) for points, _ in cases) == pytest.approx(item.points)
        assert {hidden for _, hidden in cases} == {str(item.visibility != "visible")}
    assert test_file(sheet.items[0]).count("@test_case") == 3  # a quarter, a half, the whole


def test_no_reference_reaches_what_students_get(sheet, tmp_path):
    otter, course = otter_pack(sheet, tmp_path / "otter"), nbgrader_pack(sheet, tmp_path / "course")
    for file in [*otter.glob("student/*"), *otter.glob("tests/*"), *course.glob("source/*/*")]:
        assert "2*JSD" not in file.read_text(encoding="utf-8"), file
    assert (course / "grader/sheets/small/sheet.toml").is_file()


def test_what_is_copied_imports_nothing_of_ours():
    """It runs in the environments of others, on the standard library and what its name says."""
    known = {"outside": set(), "otter_plugin": {"nbformat", "otter", "outside"}, "nbgrader_cell": {"outside"},
             "nbgrader_settings": {"nbformat", "nbgrader"}}  # fmt: skip
    for name, allowed in known.items():
        found = set()
        for node in ast.walk(ast.parse((ROOT / "grading" / "packs" / f"{name}.py").read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                found.add((node.module or "").split(".")[0])
            if isinstance(node, ast.Import):
                found |= {each.name.split(".")[0] for each in node.names}
        assert found <= {*sys.stdlib_module_names, *allowed}, name


@pytest.mark.parametrize("score", ["2", None, float("nan"), True])
def test_a_score_that_is_no_number_is_refused(score):
    with pytest.raises(outside.DidNotRun, match="a score is"):
        outside.outcomes_in({"tests": [{"name": "a", "score": score, "max_score": 2}]})


def test_a_score_stays_within_its_bounds():
    found = outside.outcomes_in(
        {"tests": [{"name": str(score), "score": score, "max_score": 2} for score in (-1, 1, 3)]}
    )
    assert [each["score"] for each in found.values()] == [0.0, 1.0, 2.0]
    with pytest.raises(outside.DidNotRun, match="no item"):
        outside.outcomes_in({})


def test_a_grader_that_cannot_run_says_why(tmp_path, monkeypatch):
    with pytest.raises(outside.DidNotRun, match="0 sheets"):
        outside.outcomes("x.ipynb", str(tmp_path))
    (tmp_path / "sheets" / "a").mkdir(parents=True)
    with pytest.raises(outside.DidNotRun, match=r"exit code 2: error: .*cannot be read"):
        outside.outcomes("x.ipynb", str(tmp_path))
    monkeypatch.setenv("GAN_GRADING_PYTHON", str(tmp_path / "nothing"))
    with pytest.raises(outside.DidNotRun, match="cannot be run"):
        outside.outcomes("x.ipynb", str(tmp_path))
    slow = tmp_path / "slow"
    slow.write_text("#!/bin/sh\nsleep 60\n")
    slow.chmod(0o755)
    monkeypatch.setenv("GAN_GRADING_PYTHON", str(slow))
    with pytest.raises(outside.DidNotRun, match=r"no end within 0\.2 s"):
        outside.outcomes("x.ipynb", str(tmp_path), seconds=0.2)
