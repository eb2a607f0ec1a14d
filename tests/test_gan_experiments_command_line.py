"""`python -m gan_small experiment`: what is on record, one measured anew, and what is written where."""

import json
import re
from pathlib import Path

import pytest

from gan_small.command_line import experiment
from gan_small.command_line.experiment import table
from gan_small.command_line.main import main
from gan_small.experiments.listed import LISTED
from theory.proving import measured

QUICKEST = "kl-term-closed-form"
README = Path(experiment.__file__).parent.parent / "experiments" / "README.md"


def test_without_a_name_the_records_are_shown(capsys):
    assert main(["experiment"]) == 0
    out = capsys.readouterr().out
    assert out == table([measured.records()[name] for name in LISTED])
    assert all(f"`{name}`" in out for name in LISTED)
    assert main(["experiment", "--json"]) == 0
    assert [f["experiment"] for f in json.loads(capsys.readouterr().out)["findings"]] == list(LISTED)


def test_the_table_in_the_readme_is_that_of_the_records():
    """To write it again: python -m gan_small experiment, and put the table in."""
    assert table([measured.records()[name] for name in LISTED]) in README.read_text(encoding="utf-8")


def test_every_row_of_the_table_has_a_cell_under_every_head():
    heads, _, *rows = table([measured.records()[name] for name in LISTED]).splitlines()
    assert {len(re.split(r"(?<!\\)\|", row)) for row in rows} == {len(heads.split("|"))}
    assert any("\\|" in row for row in rows)  # so there was something to escape


def test_a_control_says_no(capsys):
    assert main(["experiment", QUICKEST, "--control"]) == 0
    assert capsys.readouterr().out.startswith(f"{QUICKEST}: does not hold")


@pytest.mark.parametrize("words", [["experiment", QUICKEST], [QUICKEST]])
def test_a_name_is_measured_anew(words, tmp_path, capsys):
    assert main([*words, "--out", str(tmp_path / "found")]) == 0
    out = capsys.readouterr().out
    assert out.startswith(f"{QUICKEST}: holds   (quick,")
    written = json.loads((tmp_path / "found" / f"{QUICKEST}.json").read_text())
    assert (written["verdict"], written["size"], written["seed"]) == ("holds", "quick", 0)
    assert all(effect["what"] in out for effect in written["effects"])


def test_one_json_object_and_nothing_else(capsys):
    assert main(["experiment", QUICKEST, "--json"]) == 0
    said = capsys.readouterr()
    assert [found["experiment"] for found in json.loads(said.out)["findings"]] == [QUICKEST]
    assert said.err == ""


def test_only_a_finding_of_full_size_is_recorded(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(experiment, "FOLDER", tmp_path)
    for wrong in (["--record"], ["--record", "--full", "--control"]):
        assert main(["experiment", QUICKEST, *wrong]) == 2
        assert "give --record with --full, without --control" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
    assert main(["experiment", QUICKEST, "--record", "--full"]) == 0
    assert measured.read(tmp_path / f"{QUICKEST}.json")["verdict"] == "holds"


def test_a_wrong_name_is_refused_before_anything_is_measured(tmp_path, capsys):
    assert main(["experiment", QUICKEST, "mode-colapse", "--out", str(tmp_path / "x")]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "did you mean mode-collapse?" in said.err
    assert not (tmp_path / "x").exists()
