"""The study's numbers are those of its certificates; it goes on where it stopped, and refuses what is not its own."""

import json

import pytest

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
    """All losses with all penalties can be read and made: 13 x 9."""
    pairs = study.pairs()
    assert len(set(pairs)) == len(study.LOSSES) * len(study.PENALTIES) == 117
    assert len({study.checked(study.BASE, *pair) for pair in pairs}) == 117
    with pytest.raises(NotARecipe, match="no penalty is called 'R3': there are none, R1"):
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


def test_a_file_of_another_study_is_refused_and_left_alone(tmp_path, capsys):
    file = tmp_path / "cells.jsonl"
    main([*ARGUMENTS, "--out", str(file)])
    before = file.read_text()
    assert main([*ARGUMENTS, "--out", str(file), "--seed", "1"]) == 2
    assert "cells of another base recipe" in capsys.readouterr().err
    assert file.read_text() == before


@pytest.mark.parametrize(("wrong", "text"), [("hinges", "did you mean hinge?"), ("f-gan(kll)", "did you mean kl?")])
def test_a_wrong_name_is_refused_before_anything_is_trained(wrong, text, capsys, monkeypatch):
    monkeypatch.setattr(study, "measured", lambda *a, **k: pytest.fail("trained"))
    assert main(["study", "--losses", "ns", wrong]) == 2
    assert text in capsys.readouterr().err
