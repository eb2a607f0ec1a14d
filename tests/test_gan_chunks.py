"""Members in chunks: the same steps for each, and never more of them at once."""

import dataclasses

import numpy as np
import pytest
import torch
from gan_runs import judge_quickly

from gan_small.engines import ENGINES, reference, settled
from gan_small.engines.chunks import advance_in_chunks, joined, slices
from gan_small.game import game
from gan_small.recipe import Recipe
from gan_small.runs import NotThisFolder, run
from gan_small.runs.judging import judged, some
from gan_small.train import train

WIDE = settled(Recipe(members=5, batch=8, width=4, r1=1.0, noise=0.1, spectral=True, engine="torch", dtype="float64"))


@pytest.fixture
def quick(monkeypatch):
    judge_quickly(monkeypatch)


@pytest.mark.parametrize("chunk", [1, 2, 5, 9])
def test_members_in_chunks_take_the_same_steps(chunk):
    """Products over fewer members may add up in another order, some eps a step: 1e-9 as in test_gan_ensemble."""
    played = game(WIDE)
    whole, losses = reference.advance(played, played.start(), 5)
    start = played.start()
    parts, others = advance_in_chunks(reference.advance, played, start, 5, chunk)
    assert start.step == 0
    assert parts.step == 5
    torch.testing.assert_close(others, losses, rtol=1e-9, atol=1e-9)
    for name in ("x", "m", "v"):
        for who in ("d", "g"):
            a, b = (getattr(getattr(state, who), name) for state in (parts, whole))
            torch.testing.assert_close(a, b, rtol=1e-9, atol=1e-9, msg=f"{who}.{name}")
    torch.testing.assert_close(parts.average, whole.average, rtol=1e-9, atol=1e-9)
    torch.testing.assert_close(parts.spectral, whole.spectral, rtol=1e-9, atol=1e-9)
    assert parts.stopped.tolist() == whole.stopped.tolist()


def test_no_more_members_than_a_chunk_are_advanced_at_once():
    sizes = []

    def advance(game, state, steps):
        sizes.append(list(game.members))
        return reference.advance(game, state, steps)

    played = game(WIDE)
    advance_in_chunks(advance, played, played.start(), 1, 2)
    assert sizes == [[0, 1], [2, 3], [4]]


def test_a_recipes_chunk_is_kept_to_in_training_and_judging(quick, monkeypatch, tmp_path):
    """The states agree to rounding in float64; E at once and in chunks are two recipes, and two folders."""
    sizes = []

    def advance(game, state, steps):
        sizes.append(len(game.members))
        return reference.advance(game, state, steps)

    recipe = WIDE.replace(steps=4, looks=2)
    whole = run(recipe, tmp_path / "whole")
    monkeypatch.setitem(ENGINES, "torch", advance)
    parts = run(recipe.replace(chunk=2), tmp_path / "parts")
    assert sizes == [2, 2, 1] * 2
    torch.testing.assert_close(parts.trained.state.g.x, whole.trained.state.g.x, rtol=1e-9, atol=1e-9)
    with pytest.raises(NotThisFolder, match="chunk is 0 there, 2 here"):
        run(recipe.replace(chunk=2), tmp_path / "whole", resume=True)


def test_chunks_that_are_none_are_refused():
    played = game(WIDE)
    start = played.start()
    with pytest.raises(ValueError, match="a chunk of 0 members"):
        advance_in_chunks(reference.advance, played, start, 1, 0)
    later, _ = reference.advance(played, start, 1)
    with pytest.raises(ValueError, match=r"after \[0, 1\] steps"):
        joined([start, later])
    assert slices(4, 4) == [slice(0, 4)]


def test_judging_in_chunks_is_judging(quick):
    """The measurements are those of each member; in float64, to some eps of sums over 4096 points."""
    played = game(settled(WIDE.replace(chunk=2, spectral=False, steps=4, looks=4)))
    trained = train(played.recipe)
    parts = judged(played, trained.state, trained.looks)
    whole = trained.certificate()
    assert parts.verdicts == whole.verdicts
    for field in dataclasses.fields(whole.evidence.held_out):
        a, b = (getattr(x.evidence.held_out, field.name) for x in (parts, whole))
        np.testing.assert_allclose(a, b, rtol=1e-9, atol=1e-9, err_msg=field.name)
    for name in ("stopped", "moving", "right"):
        np.testing.assert_allclose(
            getattr(parts.evidence, name), getattr(whole.evidence, name), rtol=1e-9, err_msg=name
        )
    assert some(trained.looks[0], slice(1, 3)).centre.tolist() == trained.looks[0].centre[1:3].tolist()
