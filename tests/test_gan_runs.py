"""Runs that survive: killed anywhere and resumed, a run ends in the same bits, with the same log."""

import dataclasses
import json
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

from gan_small import certificate
from gan_small.engines import reference, settled
from gan_small.engines.chunks import advance_in_chunks, joined, slices
from gan_small.game import State, game
from gan_small.history import Look
from gan_small.optimisers import Player
from gan_small.recipe import Recipe
from gan_small.recipe_text import digest, to_toml
from gan_small.runs import Folder, NotACheckpoint, NotThisFolder, atomic, certified, checkpoint, run
from gan_small.runs.judging import judged, some
from gan_small.runs.run import line
from gan_small.train import ends, train

ROOT = Path(__file__).parent.parent
TINY = settled(Recipe(members=3, batch=8, width=4, steps=12, looks=4, r1=1.0, engine="torch"))


@pytest.fixture
def quick(monkeypatch):
    """No fresh discriminator is trained: half of its answers are right.  What is studied here is not the verdict."""
    monkeypatch.setattr(certificate, "right_answers", lambda game, state: np.full(len(game.members), 2048))


def bits(state: State) -> dict[str, bytes]:
    """Everything that training changes, as bytes: nan equals nan, and 0.0 is not -0.0."""
    players = {f"{who}.{name}": t for who in ("d", "g") for name, t in getattr(state, who)._asdict().items()}
    rest = {name: getattr(state, name) for name in ("average", "spectral", "stopped")}
    found = {name: t.numpy().tobytes() for name, t in {**players, **rest}.items()}
    return {**found, "step": str(state.step).encode()}


def stored(folder: Path, recipe: Recipe) -> tuple[State, list[Look]]:
    return checkpoint.load(folder / "checkpoint.pt", digest=digest(recipe), device=torch.device("cpu"))


def strictly(text: str) -> dict:
    """JSON as the standard has it; Python's reader takes NaN and Infinity unless it is told."""

    def refuse(constant: str) -> None:
        raise ValueError(f"{constant} is not JSON")

    return json.loads(text, parse_constant=refuse)


def assert_same_run(one: Path, other: Path, recipe: Recipe) -> None:
    assert bits(stored(one, recipe)[0]) == bits(stored(other, recipe)[0])
    for name in ("recipe.toml", "log.jsonl", "verdicts.json"):
        assert (one / name).read_bytes() == (other / name).read_bytes(), name


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


class Killed(BaseException):
    """As little as a kill can a program catch this by mistake."""


def crash_at_look(folder: Path, look: int) -> None:
    def watch(game, looks):
        if len(looks) == look:
            raise Killed

    with pytest.raises(Killed):
        run(TINY, folder, watch=watch)


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


LONG = settled(Recipe(members=4, batch=16, width=8, steps=360, looks=60, r1=1.0, engine="torch"))


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
                    time.sleep(0.001)
                time.sleep(rng.random() * 0.05)  # about the time from one look to the next
                running.send_signal(signal.SIGKILL)
            codes.append(running.wait(timeout=120))
        looks_at_death.append(log.read_bytes().count(b"\n"))
    assert codes == [-signal.SIGKILL] * 3 + [0], looks_at_death
    assert looks_at_death == sorted(looks_at_death)
    assert looks_at_death[2] < 60
    run(LONG, tmp_path / "whole")
    assert_same_run(tmp_path / "whole", folder, LONG)


def process(*arguments: str) -> subprocess.Popen:
    """As a user runs it, with the number of threads of this process: it may decide the order of a sum."""
    return subprocess.Popen(
        [sys.executable, "-m", "gan_small", *arguments, "--quiet"],
        cwd=ROOT, stdout=subprocess.DEVNULL, env={**os.environ, "OMP_NUM_THREADS": str(torch.get_num_threads())},
    )  # fmt: skip


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


def test_a_finished_run_is_judged_again_to_the_same_verdicts(quick, tmp_path):
    run(TINY, tmp_path / "done")
    before = (tmp_path / "done" / "verdicts.json").read_bytes()
    (tmp_path / "done" / "verdicts.json").unlink()
    certified(tmp_path / "done")
    assert (tmp_path / "done" / "verdicts.json").read_bytes() == before
    crash_at_look(tmp_path / "half", 2)
    with pytest.raises(NotThisFolder, match=r"at step 6 of 12; finish it first: python -m gan_small --resume"):
        certified(tmp_path / "half")


WIDE = settled(Recipe(members=5, batch=8, width=4, r1=1.0, noise=0.1, spectral=True, engine="torch", dtype="float64"))


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
