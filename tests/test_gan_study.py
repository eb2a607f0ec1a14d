"""The study's numbers are those of its certificates; it goes on where it stopped, and refuses what is not its own."""

import json
from dataclasses import asdict

import pytest

from gan_small import code_version as code
from gan_small import study
from gan_small.certificate import Verdict
from gan_small.command_line.main import main
from gan_small.recipe import NotARecipe
from gan_small.train import train
from numerics.samples import clopper_pearson

TINY = study.BASE.replace(members=4, steps=10, batch=16, width=8)
ARGUMENTS = ["study", "--members", "3", "--steps", "5", "--losses", "ns", "hinge", "--penalties", "none", "R1"]


def test_a_cell_counts_the_certificates():
    recipe = study.recipe(TINY, "non-saturating", "R1")
    assert (recipe.r1, recipe.loss) == (30.0, "non-saturating")
    result = train(recipe).certificate()
    found = study.cell("non-saturating", "R1", result)
    holding = result.count(Verdict.EQUILIBRIUM)
    assert (found.certified, found.members) == (holding, 4)
    assert sum(found.others.values()) == 4 - holding
    interval = clopper_pearson(holding, 4)
    assert (found.low, found.high) == (interval.low, interval.high)
    assert found == study.measured(TINY, "non-saturating", "R1")


def test_every_cell_has_a_recipe():
    """All losses with all penalties can be read and made: 13 x 11."""
    pairs = study.pairs()
    assert len(set(pairs)) == len(study.LOSSES) * len(study.PENALTIES) == 143
    assert len({study.checked(study.BASE, *pair) for pair in pairs}) == 143
    with pytest.raises(NotARecipe, match="no penalty is called 'R3': there are none, none, fast, R1"):
        study.recipe(study.BASE, "hinge", "R3")


def test_a_study_goes_on_where_it_stopped(tmp_path, capsys, monkeypatch):
    file = tmp_path / "cells.jsonl"
    assert main([*ARGUMENTS, "--out", str(file)]) == 0
    first = capsys.readouterr()
    assert first.out.count("\n") == 6
    assert first.err.count(" in ") == 4
    monkeypatch.setattr(study, "measured", lambda *a, **k: pytest.fail("measured again"))
    assert main([*ARGUMENTS, "--out", str(file)]) == 0
    assert capsys.readouterr().out == first.out
    assert main([*ARGUMENTS, "--out", str(file), "--json"]) == 0
    cells = json.loads(capsys.readouterr().out)["cells"]
    assert [(c["loss"], c["penalty"]) for c in cells] == [(a, b) for a in ("ns", "hinge") for b in ("none", "R1")]


def test_cells_of_another_version_of_the_code_are_refused(tmp_path, capsys, monkeypatch):
    file = tmp_path / "cells.jsonl"
    main([*ARGUMENTS, "--out", str(file)])
    before = file.read_text()
    monkeypatch.setattr(study, "code_version", lambda: "0" * 16)
    assert main([*ARGUMENTS, "--out", str(file)]) == 2
    assert "line 1 of" in (said := capsys.readouterr().err)
    assert "a cell of another version of this code" in said
    assert file.read_text() == before


def test_the_version_of_the_code_is_that_of_every_file_that_trains(monkeypatch, tmp_path):
    names = {path.name for path in code.sources()}
    assert {"step.py", "kernel.c", "losses.h", "verdict.py", "fresh.py"} <= names
    assert "main.py" not in names
    (tmp_path / "step.py").write_text("k = 1\n")
    versions = set()
    for text in ("k = 1\n", "k = 2\n"):
        (tmp_path / "step.py").write_text(text)
        monkeypatch.setattr(code, "_HERE", tmp_path)
        versions.add(code.code_version.__wrapped__())
    assert len(versions) == 2


def test_a_file_of_another_study_is_refused_and_left_alone(tmp_path, capsys):
    file = tmp_path / "cells.jsonl"
    main([*ARGUMENTS, "--out", str(file)])
    before = file.read_text()
    assert main([*ARGUMENTS, "--out", str(file), "--seed", "1"]) == 2
    assert ": a cell of another base recipe" in capsys.readouterr().err
    assert file.read_text() == before


@pytest.fixture
def untrained(monkeypatch):
    monkeypatch.setattr(study, "measured", lambda *a, **k: pytest.fail("trained"))


@pytest.mark.usefixtures("untrained")
def test_a_file_that_cannot_be_written_is_refused_before_anything_is_trained(tmp_path, capsys):
    (tmp_path / "file").touch()
    for place in (tmp_path / "nowhere" / "x", tmp_path, tmp_path / "file" / "x"):
        assert main([*ARGUMENTS, "--out", str(place)]) == 2
        assert f"error: {place} cannot be" in (said := capsys.readouterr().err)
        assert "give --out a file in a folder that is there" in said
    assert not (tmp_path / "nowhere").exists()


def cells(n: int) -> str:
    """What a study of n cells has written."""
    found = study.Cell("ns", "none", 4, 1, 0.1, 0.9, {"diverged": 3}, 0.5)
    line = json.dumps({**asdict(found), "base": TINY.settings(), "code": code.code_version()}) + "\n"
    return line * n


def test_a_line_torn_at_any_place_is_dropped_and_written_anew(tmp_path):
    file = tmp_path / "cells.jsonl"
    line = cells(1)
    for kept in range(len(line) + 1):
        file.write_text(line + line[:kept])
        whole = 2 if kept >= len(line) - 1 else 1  # all but its newline is a whole cell
        assert len(study.stored(file, TINY)) == whole, kept
        study.prepare(file)
        assert file.read_text() == line * whole
    file.write_text(line[:9])
    study.prepare(file)
    study.store(file, study.Cell("ns", "none", 4, 1, 0.1, 0.9, {"diverged": 3}, 0.5), TINY)
    assert file.read_text() == line


GARBAGE = {
    "text": "loss,penalty\n",
    "text without a newline": "dear diary",
    "an empty line": "\n" + cells(1),
    "torn in the middle": cells(1)[:40] + "\n" + cells(1),
    "a number": "3\n",
    "brackets": "[" * 10**5 + "\n",
    "no base": '{"loss": "ns"}\n',
    "another field": cells(1).replace('"low"', '"lower"'),
    "no version of the code": cells(1).replace(code.code_version(), ""),
    "no UTF-8": "\udcff\n",
}


@pytest.mark.parametrize("name", GARBAGE)
def test_what_is_no_cell_is_refused_with_its_line_and_left_alone(name, tmp_path):
    file = tmp_path / "cells.jsonl"
    content = (cells(2) + GARBAGE[name]).encode(errors="surrogateescape")
    file.write_bytes(content)
    with pytest.raises(study.NotThisStudy, match=r"line 3 of .*cells\.jsonl: .*give a new file"):
        study.stored(file, TINY)
    assert file.read_bytes() == content


@pytest.mark.parametrize(("wrong", "text"), [("hinges", "did you mean hinge?"), ("f-gan(kll)", "did you mean kl?")])
def test_a_wrong_name_is_refused_before_anything_is_trained(wrong, text, capsys, monkeypatch):
    monkeypatch.setattr(study, "measured", lambda *a, **k: pytest.fail("trained"))
    assert main(["study", "--losses", "ns", wrong]) == 2
    assert text in capsys.readouterr().err


def test_a_torn_line_is_measured_again_and_garbage_is_refused(tmp_path, capsys):
    file = tmp_path / "cells.jsonl"
    main([*ARGUMENTS, "--out", str(file)])
    whole = file.read_text()
    file.write_text(whole[:-20])
    capsys.readouterr()
    assert main([*ARGUMENTS, "--out", str(file)]) == 0
    assert capsys.readouterr().err.count(" in ") == 1
    assert file.read_text() == whole
    file.write_text(whole + "{}\n")
    assert main([*ARGUMENTS, "--out", str(file)]) == 2
    assert "line 5 of" in capsys.readouterr().err


def test_a_file_that_cannot_be_written_is_known_before_anything_is_trained(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(study, "measured", lambda *a, **k: pytest.fail("trained"))
    assert main([*ARGUMENTS, "--out", str(tmp_path / "no" / "such" / "file")]) == 2
    assert "No such file" in capsys.readouterr().err
