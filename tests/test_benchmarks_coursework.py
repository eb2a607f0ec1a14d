"""The class that is graded is made of the bank, and both graders answer the same question about it."""

import json
import tomllib

import pytest

from benchmarks import main
from benchmarks.coursework import by_floats, graded
from benchmarks.coursework.the_class import sheet_text, write_class
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


def test_the_rows_can_be_printed_and_read_by_a_program(monkeypatch, capsys):
    row = graded._row("x", [], {}, 2.0, 1)
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
