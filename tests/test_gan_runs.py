"""Runs that survive: killed anywhere and resumed, a run ends in the same bits, with the same log."""

import dataclasses
import math
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
import torch
from gan_runs import TINY, Killed, assert_same_run, bits, crash_at_look, judge_quickly, stored, strictly

from gan_small.engines import settled
from gan_small.game import game
from gan_small.history import Look
from gan_small.optimisers import Player
from gan_small.recipe import Recipe
from gan_small.recipe_text import digest, to_toml
from gan_small.runs import Folder, NotThisFolder, certified, checkpoint, run
from gan_small.train import ends, train

ROOT = Path(__file__).parent.parent


@pytest.fixture
def quick(monkeypatch):
    judge_quickly(monkeypatch)


def test_the_comparison_sees_one_bit(quick, tmp_path):
    run(TINY, tmp_path / "a")
    run(TINY, tmp_path / "b")
    assert_same_run(tmp_path / "a", tmp_path / "b", TINY)
    state, looks = stored(tmp_path / "b", TINY)
    state.g.x.numpy().view(np.uint8)[1, 5] ^= 1
    checkpoint.save(tmp_path / "b" / "checkpoint.pt", state, looks, digest=digest(TINY))
    with pytest.raises(AssertionError):
        assert_same_run(tmp_path / "a", tmp_path / "b", TINY)


def test_one_bit_in_a_checkpoint_is_another_run(quick, tmp_path):
    """So a resumed run that ends in the same bits did go on from the very state."""
    folder = tmp_path / "b"
    run(TINY, tmp_path / "a")
    crash_at_look(folder, 2)
    state, looks = stored(folder, TINY)
    state.d.x.numpy().view(np.uint8)[0, 2] ^= 1
    checkpoint.save(folder / "checkpoint.pt", state, looks, digest=digest(TINY))
    run(TINY, folder, resume=True)
    with pytest.raises(AssertionError):
        assert_same_run(tmp_path / "a", folder, TINY)


def test_a_run_keeps_what_it_did_in_its_folder(quick, tmp_path):
    finished = run(TINY, tmp_path)
    assert {file.name for file in tmp_path.iterdir()} == {"recipe.toml", "log.jsonl", "checkpoint.pt", "verdicts.json"}
    assert (tmp_path / "recipe.toml").read_text() == to_toml(TINY)
    log = [strictly(text) for text in (tmp_path / "log.jsonl").read_text().splitlines()]
    assert [seen["step"] for seen in log] == ends(TINY) == [3, 6, 9, 12]
    assert [Look.from_plain(seen).plain() for seen in log] == [look.plain() for look in finished.trained.looks]
    state, looks = stored(tmp_path, TINY)
    assert bits(state) == bits(finished.trained.state)
    assert len(looks) == 4
    found = strictly((tmp_path / "verdicts.json").read_text())
    assert [member["verdict"] for member in found["members"]] == list(finished.certificate.verdicts)
    assert sum(count["count"] for count in found["counts"].values()) == TINY.members
    assert found["digest"] == digest(TINY)


def test_a_run_without_a_folder_writes_nothing_and_is_the_same(quick, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert bits(run(TINY).trained.state) == bits(train(TINY).state)
    assert list(tmp_path.iterdir()) == []


def test_what_is_auto_is_stored_as_what_it_came_to(quick, tmp_path):
    run(TINY.replace(device="auto", engine="auto", depth=0), tmp_path)
    assert Folder(tmp_path).stored() == TINY.replace(depth=0, device=str(settled(Recipe(device="auto")).device))


@pytest.mark.parametrize("look", [0, 1, 3, 4])
def test_a_run_that_crashed_at_a_look_goes_on_to_the_same_bits(look, quick, tmp_path):
    run(TINY, tmp_path / "whole")
    crash_at_look(tmp_path / "cut", look)
    seen = []
    run(TINY, tmp_path / "cut", resume=True, watch=lambda game, looks: seen.append(len(looks)))
    assert seen == list(range(look, 5))
    assert_same_run(tmp_path / "whole", tmp_path / "cut", TINY)


def writes_of_a_run(monkeypatch, folder: Path, crash_at: int | None = None) -> int:
    """How many times a run brings something to the disk; at the time `crash_at` it crashes, before or after that."""
    count, plain = 0, os.fsync

    def fsync(handle: int) -> None:
        nonlocal count
        count += 1
        if count == crash_at:
            raise Killed
        plain(handle)

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", fsync)
        if crash_at is None:
            run(TINY, folder)
        else:
            with pytest.raises(Killed):
                run(TINY, folder)
    return count


def test_a_crash_at_any_write_leaves_a_run_that_can_go_on(quick, tmp_path, monkeypatch):
    """At every fsync: in the recipe, in the log, between the log and the checkpoint, in the verdicts."""
    count = writes_of_a_run(monkeypatch, tmp_path / "whole")
    assert count >= 4 * 3 + 5  # each look: log, checkpoint and its name; and recipe, empty log, verdicts, names
    ahead = 0
    for n in range(1, count + 1):
        folder = tmp_path / str(n)
        writes_of_a_run(monkeypatch, folder, crash_at=n)
        if (folder / "checkpoint.pt").exists():
            lines = (folder / "log.jsonl").read_text().count("\n")
            ahead += lines > len(stored(folder, TINY)[1])
        run(TINY, folder, resume=True)
        assert_same_run(tmp_path / "whole", folder, TINY)
    assert ahead >= 3  # deaths between the log and its checkpoint were among them


def test_a_torn_or_lost_log_is_made_whole(quick, tmp_path):
    run(TINY, tmp_path / "whole")
    for name, text in {"torn": '{"step": 9, "loss_', "lost": None}.items():
        folder = tmp_path / name
        crash_at_look(folder, 2)
        if text is None:
            (folder / "log.jsonl").unlink()
        else:
            with (folder / "log.jsonl").open("a") as log:
                log.write(text)
        run(TINY, folder, resume=True)
        assert_same_run(tmp_path / "whole", folder, TINY)


LONG = settled(Recipe(members=4, batch=16, width=8, steps=360, looks=120, r1=1.0, engine="torch"))


def test_a_process_that_is_killed_again_and_again_ends_in_the_same_bits(tmp_path, rng):
    """Three times SIGKILL, each after a random number of looks and a random while; then to the end."""
    (tmp_path / "recipe.toml").write_text(to_toml(LONG))
    folder, begin = tmp_path / "run", ["--recipe", str(tmp_path / "recipe.toml"), "--out", str(tmp_path / "run")]
    codes, looks_at_death = [], []
    for kill in (True, True, True, False):
        log = folder / "log.jsonl"
        known = log.read_bytes().count(b"\n") if log.exists() else 0
        arguments = ["--resume", str(folder)] if (folder / "recipe.toml").exists() else begin
        with process(*arguments) as running:
            if kill:
                wanted, patience = known + rng.randint(1, 9), time.monotonic() + 120
                while running.poll() is None and (not log.exists() or log.read_bytes().count(b"\n") < wanted):
                    assert time.monotonic() < patience
                    time.sleep(0.005)
                time.sleep(rng.random() * 0.05)  # about the time from one look to the next
                running.send_signal(signal.SIGKILL)
            codes.append(running.wait(timeout=120))
        looks_at_death.append(log.read_bytes().count(b"\n"))
    assert codes == [-signal.SIGKILL] * 3 + [0], looks_at_death
    assert looks_at_death == sorted(looks_at_death)
    assert looks_at_death[2] < 120
    run(LONG, tmp_path / "whole")
    assert_same_run(tmp_path / "whole", folder, LONG)


def process(*arguments: str) -> subprocess.Popen:
    """As a user runs it, with the number of threads of this process: it may decide the order of a sum."""
    return subprocess.Popen(
        [sys.executable, "-m", "gan_small", *arguments, "--quiet"],
        cwd=ROOT, stdout=subprocess.DEVNULL, env={**os.environ, "OMP_NUM_THREADS": str(torch.get_num_threads())},
    )  # fmt: skip


def test_a_member_whose_numbers_are_not_finite_is_stopped_and_recorded_alone(quick, tmp_path):
    healthy = run(TINY).trained
    start = game(TINY).start()
    bad = start.g.x.clone()
    bad[1, 0] = math.nan
    Folder(tmp_path).claim(TINY, resume=False)
    sick = dataclasses.replace(start, g=Player(bad, *start.g[1:]))
    checkpoint.save(tmp_path / "checkpoint.pt", sick, [], digest=digest(TINY))
    finished = run(TINY, tmp_path, resume=True)
    assert finished.trained.state.stopped.tolist() == [-1, 0, -1]
    for member in (0, 2):
        alone = slice(member, member + 1)
        assert bits(finished.trained.state.select(alone)) == bits(healthy.state.select(alone))
    assert finished.certificate.verdicts[1] == "diverged"
    for text, calm in zip((tmp_path / "log.jsonl").read_text().splitlines(), healthy.looks, strict=True):
        seen = strictly(text)
        assert seen["loss_g"][1] is None
        assert seen["stopped"] == [-1, 0, -1]
        assert [seen["d_fake"][k] for k in (0, 2)] == [calm.plain()["d_fake"][k] for k in (0, 2)]
    found = strictly((tmp_path / "verdicts.json").read_text())["members"]
    assert [member["stopped"] for member in found] == [None, 0, None]
    assert found[1]["distance"] is None


def test_a_finished_run_is_judged_again_to_the_same_verdicts(quick, tmp_path):
    run(TINY, tmp_path / "done")
    before = (tmp_path / "done" / "verdicts.json").read_bytes()
    (tmp_path / "done" / "verdicts.json").unlink()
    certified(tmp_path / "done")
    assert (tmp_path / "done" / "verdicts.json").read_bytes() == before
    crash_at_look(tmp_path / "half", 2)
    with pytest.raises(NotThisFolder, match=r"at step 6 of 12; finish it first: python -m gan_small --resume"):
        certified(tmp_path / "half")
