"""Folders and checkpoints that are not this run's, or not whole: refused, left alone, and said what to do about."""

import math
import os
from pathlib import Path

import numpy as np
import pytest
import torch
from gan_runs import TINY, Killed, assert_same_run, bits, crash_at_look, judge_quickly, strictly

from gan_small.game import game
from gan_small.history import Look
from gan_small.recipe_text import digest
from gan_small.runs import Folder, NotACheckpoint, NotThisFolder, atomic, checkpoint, run
from gan_small.runs.run import line


@pytest.fixture
def quick(monkeypatch):
    judge_quickly(monkeypatch)


@pytest.mark.parametrize("place", ["first line", "checksum", "content"])
def test_a_damaged_checkpoint_is_refused(place, quick, tmp_path, rng):
    crash_at_look(tmp_path, 2)
    file = tmp_path / "checkpoint.pt"
    whole = file.read_bytes()
    start = len(checkpoint.FIRST_LINE)
    begin, end = {"first line": (0, start), "checksum": (start, start + 64), "content": (start + 65, len(whole))}[place]
    for _ in range(20):
        damaged = bytearray(whole)
        damaged[rng.randrange(begin, end)] ^= 1 << rng.randrange(8)
        file.write_bytes(damaged)
        with pytest.raises(NotACheckpoint, match="is no checkpoint" if place == "first line" else "is damaged"):
            run(TINY, tmp_path, resume=True)
    file.write_bytes(whole)
    run(TINY, tmp_path, resume=True)


def test_a_cut_or_foreign_checkpoint_is_refused_and_left_alone(quick, tmp_path, rng):
    crash_at_look(tmp_path, 2)
    file = tmp_path / "checkpoint.pt"
    whole = file.read_bytes()
    torch.save({"step": 3}, tmp_path / "other.pt")
    foreign = [b"", b"hello\n", (tmp_path / "other.pt").read_bytes()]
    for content in [*foreign, *(whole[: rng.randrange(1, len(whole))] for _ in range(10))]:
        file.write_bytes(content)
        with pytest.raises(NotACheckpoint, match=r"checkpoint\.pt is (no checkpoint|damaged).*remove it"):
            run(TINY, tmp_path, resume=True)
        assert file.read_bytes() == content


def test_a_checkpoint_of_another_recipe_is_refused(quick, tmp_path):
    crash_at_look(tmp_path / "a", 2)
    other = TINY.replace(seed=1)
    Folder(tmp_path / "b").path.mkdir()
    Folder(tmp_path / "b").claim(other, resume=False)
    (tmp_path / "b" / "checkpoint.pt").write_bytes((tmp_path / "a" / "checkpoint.pt").read_bytes())
    with pytest.raises(NotACheckpoint, match=f"of digest {digest(TINY)}; this one's is {digest(other)}"):
        run(other, tmp_path / "b", resume=True)


def test_a_folder_of_another_recipe_is_refused_and_left_alone(quick, tmp_path):
    run(TINY, tmp_path)
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    for resume in (False, True):
        with pytest.raises(
            NotThisFolder, match=r"another recipe \(seed is 0 there, 7 here, r1 is 1.0 there, 2.0 here\)"
        ):
            run(TINY.replace(seed=7, r1=2.0), tmp_path, resume=resume)
    with pytest.raises(NotThisFolder, match=rf"go on with it by python -m gan_small --resume {tmp_path}"):
        run(TINY, tmp_path)
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == before


def test_a_folder_that_is_none_is_refused(quick, tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(NotThisFolder, match="is a file"):
        run(TINY, tmp_path / "file")
    (tmp_path / "checkpoint.pt").touch()
    with pytest.raises(NotThisFolder, match=r"holds checkpoint\.pt and no recipe\.toml"):
        run(TINY, tmp_path)
    with pytest.raises(NotThisFolder, match=r"holds no run: it has no recipe\.toml"):
        Folder(tmp_path / "nowhere").stored()
    assert not (tmp_path / "nowhere").exists()


def test_a_recipe_that_is_no_text_is_refused_and_left_alone(tmp_path):
    content = b'loss = "hinge"\xff\xfe\n'
    (tmp_path / "recipe.toml").write_bytes(content)
    for ask in (Folder(tmp_path).stored, lambda: run(TINY, tmp_path), lambda: run(TINY, tmp_path, resume=True)):
        with pytest.raises(NotThisFolder, match=r"recipe\.toml is no text in UTF-8 .*restore it, or start anew"):
            ask()
    assert (tmp_path / "recipe.toml").read_bytes() == content


def test_a_recipe_that_cannot_be_played_leaves_no_folder(tmp_path):
    for wrong in ({"loss": "hing"}, {"target": "gaus"}, {"loss": "hinge", "real_label": 0.9}):
        with pytest.raises(ValueError, match=r"hing|gaus"):
            run(TINY.replace(**wrong), tmp_path / "new")
        assert not (tmp_path / "new").exists()


@pytest.mark.skipif(os.name != "posix", reason="a folder is locked on posix systems only")
def test_two_processes_cannot_have_one_folder(quick, tmp_path):
    def second(game, looks):
        with pytest.raises(NotThisFolder, match="another process is running"):
            run(TINY, tmp_path, resume=True)

    run(TINY, tmp_path, watch=second)
    run(TINY, tmp_path, resume=True)


def test_resuming_where_nothing_is_begins(quick, tmp_path):
    run(TINY, tmp_path / "a", resume=True)
    run(TINY, tmp_path / "b")
    assert_same_run(tmp_path / "a", tmp_path / "b", TINY)


def test_what_is_not_finite_survives_a_checkpoint_though_not_a_log(tmp_path):
    state = game(TINY).start()
    numbers = np.array([math.nan, math.inf, -0.0])
    look = Look(3, *(numbers,) * 4, centre=numbers[:, None], spread=-numbers, stopped=np.array([-1, 2, -1]))
    checkpoint.save(tmp_path / "c", state, [look], digest="x")
    back, (same,) = checkpoint.load(tmp_path / "c", digest="x", device=torch.device("cpu"))
    assert bits(back) == bits(state)
    for name, value in vars(look).items():
        assert np.asarray(getattr(same, name)).tobytes() == np.asarray(value).tobytes(), name
    assert strictly(line(look))["loss_d"] == [None, None, -0.0]


def half_written(file: Path) -> None:
    with atomic.replacing(file) as half:
        half.write(b"ne")
        assert file.read_text() == "old"
        raise Killed


def test_a_file_is_the_old_one_until_it_is_the_new_one(tmp_path):
    file = tmp_path / "x"
    atomic.write(file, "old")
    with pytest.raises(Killed):
        half_written(file)
    assert file.read_text() == "old"
    (tmp_path / ".x.part").write_text("left by a killed process, and longer than what follows")
    atomic.write(file, "new")
    assert file.read_text() == "new"
    assert list(tmp_path.iterdir()) == [file]
