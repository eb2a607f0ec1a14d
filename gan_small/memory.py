"""How much memory a run takes, how many members fit, and what to say when it ran out.

    all members     E (3 states + a look): the state before a step, the one after it, and what is between
    at once, the largest of
        drawing     the random numbers of a block of steps while they are made
        training    those numbers, and the activations that two passes of autograd keep: so many per unit and point
        judging     the certificate's held-out points on their way through the widest layer, and their projections

`chunk` members are in the second part, all of them in the first.  The numbers of activations below were counted once,
against the peak of a process; a test measures again and allows a factor of 2 either way.  Compiled kernels (engine
"fused") keep the activations of one member in the processor's cache; for them training is free.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import torch

from gan_small.certificate.held_out import DIRECTIONS
from gan_small.certificate.held_out import POINTS as JUDGED
from gan_small.engines import fused
from gan_small.engines.reference import NUMBERS
from gan_small.history import POINTS as LOOKED_AT
from gan_small.minibatch_discrimination import DIMENSIONS
from gan_small.networks import Mlp
from gan_small.recipe import NotARecipe, Recipe
from gan_small.targets import population, uniforms_wanted

#: Floats per point and hidden unit that are alive at the worst moment of a step, and what each penalty adds.
PLAIN, PENALISED = 6, 4
#: The same for each normalised batch of G; and floats per pair of points and number of a kernel, with their gradients.
NORMALISED, PAIRED = 6, 3
#: Floats per point and unit of the widest layer, and float64s per point, that a measurement without autograd holds.
PASSING, KEPT = 3, 18
#: float64s per point and direction while projections are sorted.
SORTED = 6
#: No estimate claims to be nearer than this factor to the truth.
FACTOR = 2


class OutOfMemory(MemoryError):
    """A run that does not fit, with the number of members that would."""


def estimate(recipe: Recipe) -> int:
    """Bytes that a run takes at its worst moment, beside Python and torch themselves; within a factor of 2.

    recipe: one without "auto" (see gan_small.engines.settled).
    """
    return _needed(recipe, recipe.members, recipe.chunk or recipe.members)


def fits(recipe: Recipe, free_bytes: int) -> int:
    """The largest number of members whose run, all at once, is estimated to take no more than that; 0 if none does."""
    return _largest(lambda n: _needed(recipe, n, n), free_bytes)


def chunk_that_fits(recipe: Recipe, free_bytes: int) -> int:
    """The largest chunk in which the recipe's members fit; `members` if they fit at once, 0 if not one by one."""
    return min(recipe.members, _largest(lambda n: _needed(recipe, recipe.members, n), free_bytes))


def split(recipe: Recipe, free_bytes: int | None = None) -> Recipe:
    """The recipe with its chunk chosen so that it fits into half of the free memory, as the estimate may be half of
    the truth; 0, all at once, where that fits.  Raises OutOfMemory where a chunk of one member does not."""
    free = _known(recipe) if free_bytes is None else free_bytes
    chunk = chunk_that_fits(recipe, free // FACTOR)
    if chunk == 0:
        raise OutOfMemory(_says(recipe.replace(chunk=1), free))
    return recipe.replace(chunk=0 if chunk == recipe.members else chunk)


def refuse_hopeless(recipe: Recipe, free_bytes: int | None = None) -> None:
    """Raises OutOfMemory where even half of the estimate is not free: on a CPU the system would kill the process
    without a word."""
    free = available(recipe) if free_bytes is None else free_bytes
    if free is not None and estimate(recipe) > FACTOR * free:
        raise OutOfMemory(_says(recipe, free))


@contextmanager
def explained(recipe: Recipe) -> Iterator[None]:
    """Memory that runs out inside becomes OutOfMemory, whichever allocator says so."""
    free = available(recipe)  # now: later the tensors of the failed step are in the way
    try:
        yield
    except OutOfMemory:
        raise
    except (MemoryError, RuntimeError) as error:
        if not is_shortage(error):
            raise
        raise OutOfMemory(_says(recipe, free)) from error


def is_shortage(error: BaseException) -> bool:
    """Whether an error says that memory ran out.  torch's allocator for CPUs raises a plain RuntimeError."""
    says = ("DefaultCPUAllocator", "CUDA error: out of memory", "std::bad_alloc")
    return isinstance(error, (MemoryError, torch.cuda.OutOfMemoryError)) or any(word in str(error) for word in says)


def available(recipe: Recipe) -> int | None:
    """Free bytes of the recipe's device; None where the system does not say."""
    device = torch.device(recipe.device)
    if device.type == "cuda":
        return torch.cuda.mem_get_info(device)[0]
    found = [x for x in (_linux(), _control_group()) if x is not None]
    if not found and "SC_AVPHYS_PAGES" in getattr(os, "sysconf_names", {}):
        found = [os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")]
    return min(found, default=None)


def _needed(recipe: Recipe, members: int, at_once: int) -> int:
    r, size = recipe, {"float32": 4, "float64": 8}[recipe.dtype]
    target = population(
        r.target, members=1, uniforms=torch.full((1, uniforms_wanted(r.target)), 0.5, dtype=torch.float64)
    )
    d, hidden = target.dimension, (r.width,) * r.depth
    widest = max((d, r.latent, *hidden))
    players = [Mlp((d, *hidden, 1)).count, Mlp((r.latent, *hidden, d)).count]
    state = size * (3 * players[0] + 4 * players[1] + (sum(players) if r.history else 0))
    look = LOOKED_AT * (PASSING * widest * size + KEPT * 8)
    judging = JUDGED * (PASSING * widest * size + KEPT * 8)
    if d > 1:
        judging = max(judging, JUDGED * SORTED * DIRECTIONS * 8)
    everyone = members * (3 * state + look)
    if r.engine == "fused":
        drawn = max(fused.NUMBERS, fused.numbers_of_a_step(r, d))
        threads = min(torch.get_num_threads(), at_once)
        return everyone + max(at_once * judging, threads * 2 * drawn * size)  # twice: one copy has the members in front
    penalties = sum(x > 0 for x in (r.r1, r.r2, r.gp))
    normalised = {"none": 0, "batch": 1, "virtual": 2}[r.norm]
    per_unit = PLAIN + PENALISED * penalties + NORMALISED * normalised
    training = size * r.batch * (sum(hidden) + d + r.latent) * per_unit
    training += 2 * PAIRED * size * r.batch**2 * r.minibatch * DIMENSIONS  # real and fake
    step = at_once * r.batch * (r.d_steps + 1) * (d + r.latent)
    numbers = max(step, min(64 * step, NUMBERS))
    drawing = numbers * (4 + 2 * size)  # the words of a draw are int64, before they are floats
    return everyone + max(drawing, numbers * size + at_once * training, at_once * judging)


def _largest(needed, limit: int) -> int:
    """The largest n with needed(n) <= limit, by bisection: `needed` grows with n."""
    high = 1
    while high < 2**62 and needed(high) <= limit:
        high *= 2
    low = high // 2  # needed(low) <= limit, or low is 0
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if needed(middle) <= limit else (low, middle)
    return low


def _says(recipe: Recipe, free: int | None) -> str:
    at_once = min(recipe.chunk or recipe.members, recipe.members)
    told = f"{recipe.members} members, {at_once} at once, take about {_size(estimate(recipe))} of memory"
    if free is None:
        return f"{told}, and it ran out; give fewer --members, or --chunk {max(1, at_once // 2)}"
    whole, chunk = fits(recipe, free // FACTOR), chunk_that_fits(recipe, free // FACTOR)
    ways = [f"--members {whole} would fit"] if whole else ["not one member of it would fit: give a smaller --batch"]
    if 0 < chunk < at_once:
        ways.append(f"--chunk auto trains them {chunk} at a time")
    return f"{told}, and {_size(free)} are free; {', or '.join(ways)}"


def _size(count: int) -> str:
    return f"{count / 2**30:.1f} GiB" if count >= 2**30 else f"{count / 2**20:.0f} MiB"


def _known(recipe: Recipe) -> int:
    free = available(recipe)
    if free is None:
        raise NotARecipe("how much memory is free is not known on this system; give --chunk a number")
    return free


def _linux() -> int | None:
    """What the kernel thinks can be had without swapping."""
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable:")), None)


def _control_group(root: Path = Path("/sys/fs/cgroup")) -> int | None:
    """What a container's limit leaves, cached files not counted as taken."""
    try:
        limit = (root / "memory.max").read_text(encoding="ascii").strip()
        taken = int((root / "memory.current").read_text(encoding="ascii"))
        cached = dict(line.split() for line in (root / "memory.stat").read_text(encoding="ascii").splitlines())
    except OSError:
        return None
    return None if limit == "max" else int(limit) - taken + int(cached.get("inactive_file", 0))
