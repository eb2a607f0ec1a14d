"""Memory: the estimate is within a factor of 2 of a process that is measured, and running out says what would fit."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import torch

from gan_small import memory
from gan_small.engines import fused, settled
from gan_small.memory import OutOfMemory, chunk_that_fits, estimate, explained, fits, refuse_hopeless, split
from gan_small.recipe import NotARecipe, Recipe

ROOT = Path(__file__).parent.parent
MIB = 2**20
PLAIN = Recipe(engine="torch")

# The peak of one process, beside what a tiny run of the same kind has already loaded.  VmHWM is the largest resident
# set since the last write to clear_refs; memory that the allocator kept from the tiny run is handed back before.
MEASURED = """
import ctypes, gc, json, sys
from gan_small.certificate import fresh
from gan_small.recipe import Recipe
from gan_small.runs import run

def status(key):
    lines = open("/proc/self/status").read().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith(key))

fresh.right_answers.__kwdefaults__["steps"] = 1
found = []
for text in sys.argv[1:]:
    recipe = Recipe(engine="torch", looks=1, **json.loads(text))
    run(recipe.replace(members=1))
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)
    open("/proc/self/clear_refs", "w").write("5")
    before = status("VmRSS")
    run(recipe)
    found.append(status("VmHWM") - before)
print(json.dumps(found))
"""
#: In the first the certificate takes most, in the second a step of training, in the third the projections of a plane;
#: the fourth is trained in chunks.
RUNS = (
    {"members": 64, "steps": 2, "r1": 1.0},
    {"members": 48, "steps": 2, "r1": 1.0, "r2": 1.0, "batch": 2048},
    {"members": 16, "steps": 2, "target": "ring", "latent": 2},
    {"members": 192, "steps": 2, "r1": 1.0, "batch": 512, "chunk": 16},
)


@pytest.fixture(scope="module")
def measured() -> list[int]:
    if not Path("/proc/self/clear_refs").exists():
        pytest.skip("only Linux says what a process took at most")
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, *map(json.dumps, RUNS)],
        cwd=ROOT, env={**os.environ, "OMP_NUM_THREADS": "1"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("i", range(len(RUNS)))
def test_the_estimate_is_within_a_factor_of_two_of_the_peak(i, measured):
    assert measured[i] > 32 * MIB  # or it is the allocator's habits that are measured
    assert 0.5 < estimate(PLAIN.replace(**RUNS[i])) / measured[i] < 2


@pytest.mark.parametrize(
    ("i", "wrong"), [(0, {"members": 200}), (1, {"batch": 512}), (2, {"target": "gauss"}), (3, {"chunk": 0})]
)
def test_an_estimate_of_another_run_is_not(i, wrong, measured):
    """The same comparison, of the same measurement, with members, points, dimensions or chunks counted wrong."""
    assert not 0.5 < estimate(PLAIN.replace(**{**RUNS[i], **wrong})) / measured[i] < 2


def test_more_of_anything_takes_more():
    few = PLAIN.replace(members=4096, batch=1024, r1=1.0)
    more = [{"members": 8192}, {"width": 64}, {"depth": 4}, {"batch": 4096}, {"r2": 1.0}, {"dtype": "float64"},
            {"target": "ring", "latent": 2}]  # fmt: skip
    assert all(estimate(few.replace(**change)) > estimate(few) for change in more)
    assert estimate(few.replace(chunk=64)) < estimate(few) / 4


def test_compiled_kernels_need_room_for_the_random_numbers_that_a_thread_draws():
    """9 numbers of 4 bytes a point for one step of one member, drawn by each thread and copied once."""
    recipe = Recipe(engine="fused", latent=4, members=2)
    one_step, threads = 9 * 10**8 * 4, min(2, torch.get_num_threads())
    assert 2 * threads * one_step <= estimate(recipe.replace(batch=10**8)) < 2.1 * threads * one_step
    with pytest.raises(OutOfMemory, match="not one member of it would fit: give a smaller --batch"):
        refuse_hopeless(recipe.replace(batch=10**9), 2**33)
    # below NUMBERS a thread draws more steps or members at once: the batch costs nothing
    assert estimate(recipe.replace(batch=16)) == estimate(recipe.replace(batch=fused.NUMBERS // 9))


@pytest.mark.parametrize("free", [2**24, 2**28, 2**33])
@pytest.mark.parametrize("changes", [{}, {"r1": 1.0, "batch": 2048}, {"target": "grid", "latent": 2}])
def test_what_fits_fits_and_one_more_does_not(free, changes):
    recipe = PLAIN.replace(**changes)
    n = fits(recipe, free)
    assert n == 0 or estimate(recipe.replace(members=n)) <= free
    assert estimate(recipe.replace(members=n + 1)) > free
    many = recipe.replace(members=4 * n + 4)
    chunk = chunk_that_fits(many, free)
    assert chunk < many.members
    assert chunk == 0 or estimate(many.replace(chunk=chunk)) <= free
    assert estimate(many.replace(chunk=chunk + 1)) > free


def test_nothing_fits_into_nothing():
    assert fits(PLAIN, 0) == 0
    assert chunk_that_fits(PLAIN, 0) == 0


def test_a_chunk_is_chosen_only_where_one_is_needed():
    recipe = PLAIN.replace(members=512)
    assert split(recipe, 2 * estimate(recipe)).chunk == 0
    free = estimate(recipe)
    chunk = split(recipe, free).chunk
    assert 0 < chunk < 512
    # half of the free memory is used: the estimate may be half of the truth
    assert estimate(recipe.replace(chunk=chunk)) <= free / 2 < estimate(recipe.replace(chunk=chunk + 1))
    with pytest.raises(OutOfMemory, match="not one member of it would fit: give a smaller --batch"):
        split(recipe, MIB)


def test_a_hopeless_run_is_refused_before_its_first_step():
    recipe = PLAIN.replace(members=10**9)
    with pytest.raises(OutOfMemory, match=r"1000000000 members.*--members \d+ would fit"):
        refuse_hopeless(recipe, 2**33)
    refuse_hopeless(PLAIN, estimate(PLAIN) // 2 + 1)
    with pytest.raises(OutOfMemory):
        refuse_hopeless(PLAIN, estimate(PLAIN) // 2 - 1)


def really_out_of_memory() -> None:
    """The CPU allocator's own words: no machine has 2^60 bytes."""
    torch.empty(2**60, dtype=torch.uint8)


def python_out_of_memory() -> None:
    raise MemoryError


def gpu_out_of_memory() -> None:
    raise torch.cuda.OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB")


@pytest.mark.parametrize("fail", [really_out_of_memory, python_out_of_memory, gpu_out_of_memory])
def test_every_allocators_words_are_understood(fail, monkeypatch):
    recipe = PLAIN.replace(members=256)
    monkeypatch.setattr(memory, "available", lambda recipe: estimate(recipe))
    with pytest.raises(OutOfMemory) as out, explained(recipe):
        fail()
    assert f"--members {fits(recipe, estimate(recipe) // 2)} would fit" in str(out.value)
    assert f"--chunk auto trains them {chunk_that_fits(recipe, estimate(recipe) // 2)} at a time" in str(out.value)


def test_other_errors_are_left_alone():
    for error in (RuntimeError("shape mismatch"), ValueError("x"), KeyboardInterrupt()):
        with pytest.raises(type(error)) as same, explained(PLAIN):
            raise error
        assert same.value is error


def test_where_the_system_does_not_say_a_number_is_asked_for(monkeypatch):
    monkeypatch.setattr(memory, "available", lambda recipe: None)
    refuse_hopeless(PLAIN.replace(members=10**9))
    with pytest.raises(NotARecipe, match="give --chunk a number"):
        split(PLAIN)
    with pytest.raises(OutOfMemory, match="give fewer --members, or --chunk 32"), explained(PLAIN):
        raise MemoryError


def test_a_run_whose_allocator_fails_says_what_would_fit(monkeypatch, tmp_path):
    from gan_small.engines import ENGINES
    from gan_small.runs import run

    def advance(game, state, steps):
        really_out_of_memory()

    monkeypatch.setitem(ENGINES, "torch", advance)
    with pytest.raises(OutOfMemory, match="8 members, 8 at once"):
        run(PLAIN.replace(members=8, steps=4), tmp_path)
    assert (tmp_path / "recipe.toml").exists()  # with fewer at once another folder is asked for


def test_a_containers_limit_counts(tmp_path):
    def container(limit: str) -> Path:
        (tmp_path / "memory.max").write_text(f"{limit}\n")
        (tmp_path / "memory.current").write_text(f"{300 * MIB}\n")
        (tmp_path / "memory.stat").write_text(f"anon 5\ninactive_file {100 * MIB}\n")
        return tmp_path

    assert memory._control_group(container(str(1000 * MIB))) == 800 * MIB
    assert memory._control_group(container("max")) is None
    assert memory._control_group(tmp_path / "nowhere") is None


def test_this_machine_says_what_is_free():
    if Path("/proc/meminfo").exists():
        free = memory.available(settled(PLAIN))
        assert free is not None
        assert MIB < free < 2**50
