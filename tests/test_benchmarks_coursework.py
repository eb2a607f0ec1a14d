"""The class that is graded is made of the bank, and both graders answer the same question about it."""

import json
import sys
import tomllib

import pytest

from benchmarks import main
from benchmarks.coursework import by_floats, graded
from benchmarks.coursework.measured import measured
from benchmarks.coursework.the_class import BOTH, FUNCTIONS, sheet_text, write_class
from grading.assignment.items import FunctionItem
from grading.assignment.reading import read_sheet
from grading.probes.listed import probed


def test_the_script_expects_what_is_right():
    for name, cases in by_floats.EXPECTED.values():
        for arguments, value in cases:
            # the script's numbers have four digits
            assert probed(name).reference(*arguments) == pytest.approx(value, abs=5e-5)


def test_the_class_asks_formulas_and_functions_only(tmp_path):
    sheet = read_sheet(graded.SHEET)
    kinds = {each["kind"] for each in tomllib.loads(sheet_text(sheet))["item"]}
    assert kinds == {"formula", "function"}
    members = write_class(sheet, tmp_path, 12)
    assert len({each.name for each in members}) == 12
    texts = {(tmp_path / each.name / "functions.py").read_text() for each in members}
    assert len(texts) == 12


def test_the_two_are_compared_on_what_both_can_judge(tmp_path):
    sheet = read_sheet(graded.SHEET)
    functions = {item.id for item in sheet.items if isinstance(item, FunctionItem)}
    assert functions == set(by_floats.EXPECTED)
    assert {each["id"] for each in tomllib.loads(sheet_text(sheet, FUNCTIONS))["item"]} == functions
    members = write_class(sheet, tmp_path, 100, FUNCTIONS)
    assert {each.item for each in members} == functions


def test_a_right_loop_is_in_the_class_and_an_endless_one_is_not(tmp_path):
    names = {each.name.partition("-")[2] for each in write_class(read_sheet(graded.SHEET), tmp_path, 300, BOTH)}
    assert "kl--loop" in names
    assert not names & {"kl--loops-where-disjoint", "total-variation--sleeps"}


def test_each_row_has_its_own_largest_process():
    large = [sys.executable, "-c", "x = bytearray(200 * 2**20); print('large')"]
    small = [sys.executable, "-S", "-c", "print('small')"]
    said, seconds, mib = measured([large, small], jobs=2)
    assert (said, mib > 200) == (["large\n", "small\n"], True)
    assert seconds > 0
    # after the larger row
    assert measured([small], jobs=1)[2] < 60


def test_both_graders_grade_a_small_class():
    found = list(graded.rows(size=8, jobs=2))
    assert [(row["graded by"], row["asked"]) for row in found] == [
        (graded.OURS, "functions"), (graded.SCRIPT, "functions"), (graded.OURS, "functions and formulas"),
    ]  # fmt: skip
    assert found[0]["wrong functions let pass"].startswith("0 of ")
    assert found[0]["wrong functions let pass"].split()[-1] == found[1]["wrong functions let pass"].split()[-1]
    # the script's process holds an interpreter and numpy, whatever ours held before
    assert 10 < found[1]["largest process, MiB"] < found[0]["largest process, MiB"]


def test_the_rows_can_be_printed_and_read_by_a_program(monkeypatch, capsys):
    row = graded._row("x", "functions", [], {}, seconds=2.0, mib=50.0, jobs=1)
    assert row["wrong functions let pass"] == "0 of 0"
    monkeypatch.setattr(graded, "rows", lambda **options: iter([row]))
    assert main.main(["coursework", "--size", "3"]) == 0
    assert "let pass 0 of 0 wrong" in capsys.readouterr().out
    assert main.main(["coursework", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["a class graded, as whole processes"] == [row]


def test_a_wrong_function_that_the_script_lets_pass_is_counted(tmp_path):
    (tmp_path / "functions.py").write_text("def kl(p, q):\n    return {0.5: 0.1438, 0.25: 0.1308, 0.1: 0.0367}[p[0]]\n")
    assert by_floats.verdicts(tmp_path)["kl"]
    (tmp_path / "functions.py").write_text("def kl(p, q):\n    return 0\n")
    assert not by_floats.verdicts(tmp_path)["kl"]
