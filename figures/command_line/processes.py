"""One process a core makes one figure after the other; whatever happens to one of them, the others go on."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import active_children, get_context

from figures.listed import figure
from figures.stage.feature import CheckFailed
from figures.stage.making import NotReadable, Order, make
from figures.stage.manifest import Entry
from figures.stage.remembered import NotRemembered


class Refused(str):
    """Why a figure was not made."""


Came = tuple[str, Entry | Refused, float]


def made(names: Sequence[str], order: Order, *, jobs: int) -> Iterator[Came]:
    """(name, its entry or why there is none, seconds), as they come."""
    if jobs == 1 or len(names) == 1:
        yield from (_make(name, order) for name in names)
        return
    # spawned, not forked: torch's threads do not survive a fork
    with ProcessPoolExecutor(min(jobs, len(names)), mp_context=get_context("spawn")) as pool:
        waiting: dict[Future[Came], str] = {pool.submit(_make, name, order): name for name in names}
        try:
            for each in as_completed(waiting):
                yield _came(each, waiting[each])
        except BaseException:  # Ctrl-C: nobody waits for figures that have begun, or for those that have not
            pool.shutdown(wait=False, cancel_futures=True)
            for child in active_children():
                child.terminate()
            raise


def _came(future: Future[Came], name: str) -> Came:
    try:
        return future.result()
    except BrokenProcessPool:
        way = "another --jobs, or this figure alone, may show which one it was"
        return name, Refused(f"{name} is not made: a process was killed, perhaps for want of memory; {way}"), 0.0


def _make(name: str, order: Order) -> Came:
    started = time.monotonic()
    came: Entry | Refused
    try:
        came = make(figure(name), order)
    except (CheckFailed, NotReadable, NotRemembered) as wrong:
        came = Refused(wrong)
    except Exception as wrong:  # a fault in one page: said with its kind, and the others are made
        came = Refused(f"{name} is not made: {type(wrong).__name__}: {wrong}")
    return name, came, time.monotonic() - started
