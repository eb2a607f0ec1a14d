"""Each engine in processes of its own that may use its own cores only, so that "one core" means one core for all.

The cores are set before torch or JAX is loaded, so that they count them and make as many threads.
"""

from __future__ import annotations

import multiprocessing
import os
import time
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Any, Self

from benchmarks.gans.work import Engine, Work


class Worker:
    """A process with one engine.  Use it as a context: it ends with it."""

    def __init__(self, name: str, cores: list[int]) -> None:
        context = multiprocessing.get_context("spawn")
        self.name = name
        self.pipe, there = context.Pipe()
        self.process = context.Process(target=serve, args=(there, name, cores), daemon=True)
        self.process.start()
        there.close()  # so that a worker that dies is an end of file here

    def ask(self, *message: Any) -> None:
        self.pipe.send(message)

    def answer(self) -> Any:
        """What came of the question; an error there is an error here."""
        try:
            fine, found = self.pipe.recv()
        except EOFError as error:
            raise RuntimeError(f"the process of {self.name} ended without an answer") from error
        if not fine:
            raise RuntimeError(f"{self.name}: {found}")
        return found

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.pipe.close()
        self.process.join(5)
        if self.process.is_alive():
            self.process.kill()


class Team:
    """An engine on several cores: one process with a thread for each, or a process on each core with a share of the
    members, as somebody who has several cores would split independent work."""

    def __init__(self, name: str, workers: list[Worker]) -> None:
        self.name, self.workers = name, workers
        self.steps = 0

    def __str__(self) -> str:
        n = len(self.workers)
        return self.name if n == 1 else f"{self.name} x {n} processes"

    def make(self, work: Work, steps: int) -> float:
        """Set the work up and take one block of steps; the seconds of that block, in which an engine may compile."""
        self.steps = steps
        for worker, part in zip(self.workers, work.shares(len(self.workers)), strict=True):
            worker.ask("make", part, steps)
        return max(worker.answer() for worker in self.workers)

    def run(self) -> None:
        """One block of steps."""
        for worker in self.workers:
            worker.ask("run", self.steps)
        for worker in self.workers:
            worker.answer()


def serve(pipe: Connection, name: str, cores: list[int]) -> None:
    """The other side of a Worker."""
    pin(cores)
    os.environ["OMP_WAIT_POLICY"] = "passive"  # on a busy machine, threads that spin while they wait cost a hundredfold
    engine: Engine | None = None
    while True:
        try:
            message = pipe.recv()
        except EOFError:
            return
        try:
            if message[0] == "make":
                engine = None  # the memory of the work before goes first
                engine = made(name, message[1], len(cores))
                start = time.perf_counter()
                engine.run(message[2])
                pipe.send((True, time.perf_counter() - start))
            elif engine is not None:
                engine.run(message[1])
                pipe.send((True, None))
        except Exception as error:
            pipe.send((False, f"{type(error).__name__}: {error}"))


def made(name: str, work: Work, threads: int) -> Engine:
    from benchmarks.gans.engines import ENGINES

    return ENGINES[name].make(work, threads)


def cores_here() -> list[int]:
    """The cores this process may use, by number."""
    return sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else list(range(os.cpu_count() or 1))


def pin(cores: list[int]) -> None:
    """Keep this process to these cores, where the system can (not on macOS)."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, cores)
