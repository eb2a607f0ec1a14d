"""Everything that is timed, by name: how it is made, and why it is left out where it is."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.gans.work import RECIPE, Engine, Work


@dataclass(frozen=True)
class Entry:
    """One engine.

    make         from its work and a number of threads
    obstacle     why it cannot run here, or ""
    gan_steps    about how many GAN-steps one timed call takes
    least        steps of it at least: 40 are what a run of 2000 steps takes between two of its 50 looks.  An engine
                 whose calls cost nothing beside their steps is timed as well by fewer
    ours         by gan_small
    ways         of using several cores that are timed: "threads" in one process, or "processes", one on each core with
                 a share of the members, as independent work is split; threads do not help a loop over members
    """

    make: Callable[[Work, int], Engine]
    obstacle: Callable[[], str]
    gan_steps: int
    least: int = 4
    ours: bool = False
    ways: tuple[str, ...] = ("processes",)

    def block(self, members: int) -> int:
        """Steps of one timed call: some tens of milliseconds' worth, so that a process that is asked costs nothing."""
        return max(self.least, self.gan_steps // members)


def fused(work: Work, threads: int) -> Engine:
    from benchmarks.gans.ours import Ours

    return Ours(work, engine="fused", threads=threads)


def reference(work: Work, threads: int) -> Engine:
    from benchmarks.gans.ours import Ours

    return Ours(work, engine="torch", threads=threads)


def plain_loop(work: Work, threads: int) -> Engine:
    from benchmarks.gans.plain_loop import PlainLoop

    return PlainLoop(work, threads=threads)


def torch_func(work: Work, threads: int) -> Engine:
    from benchmarks.gans.torch_func import TorchFunc

    return TorchFunc(work, threads=threads)


def jax_vmap(work: Work, threads: int) -> Engine:
    from benchmarks.gans.with_jax import WithJax

    return WithJax(work, over="vmap")  # XLA takes as many threads as its process has cores


def jax_map(work: Work, threads: int) -> Engine:
    from benchmarks.gans.with_jax import WithJax

    return WithJax(work, over="map")


def nothing() -> str:
    return ""


def no_fused() -> str:
    from gan_small.engines.fused import obstacle

    return obstacle(RECIPE) or ""


def no_jax() -> str:
    return "" if importlib.util.find_spec("jax") else "jax is not installed (pip install -e '.[peers]')"


ENGINES: dict[str, Entry] = {
    "ours, fused": Entry(fused, no_fused, 2048, least=40, ours=True, ways=("threads",)),
    "ours, torch": Entry(reference, nothing, 512, ours=True, ways=("threads",)),
    "plain loop": Entry(plain_loop, nothing, 128),
    "torch.func vmap": Entry(torch_func, nothing, 256, ways=("threads", "processes")),
    "jax vmap(scan)": Entry(jax_vmap, no_jax, 1024, least=16, ways=("threads", "processes")),
    "jax map(scan)": Entry(jax_map, no_jax, 1024, least=16),
}


def available() -> tuple[list[str], dict[str, str]]:
    """Who can run here, and why the others cannot."""
    obstacles = {name: entry.obstacle() for name, entry in ENGINES.items()}
    return [n for n, why in obstacles.items() if not why], {n: why for n, why in obstacles.items() if why}
