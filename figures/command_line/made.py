"""Figures made, one process a core; then the manifest, the gallery, and the ledger beside it if that is wanted."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from figures.listed import figure
from figures.stage.feature import CheckFailed
from figures.stage.gallery import gallery
from figures.stage.making import NotReadable, Order, make
from figures.stage.manifest import Entry, merged, read, write
from figures.stage.page import Figure
from figures.stage.write import put

#: Where the ledger's page lies below the gallery.
LEDGER = "ledger"


def make_all(figures: Sequence[Figure], options: argparse.Namespace) -> int:
    """Make them, and say of each what came of it; one that fails stops no other.

    Returns 0, or 1 if a figure does not show what it says, or 2 if the folder cannot be written.
    """
    out = Path(options.out)
    order = Order(out, options.formats, options.sizes, options.themes, options.animate)
    before = read(out)  # a manifest that cannot be read stops the run before anything is made
    new: dict[str, Entry] = {}
    refused: list[str] = []
    started = time.monotonic()
    try:
        out.mkdir(parents=True, exist_ok=True)
        with _progress(len(figures), quiet=options.quiet) as done:
            for name, entry, seconds in _made([each.name for each in figures], order, options.jobs):
                done(name)
                if isinstance(entry, str):
                    refused.append(entry)
                    continue
                new[name] = entry
                if not options.json:
                    held, files = len(entry["features"]), len(entry["files"])
                    print(f"{name:<28} {held:3} features hold, {files} files, {seconds:.1f} s", flush=True)
        entries = _recorded(out, before, new)
        page = _joined(out, entries, wanted=options.ledger)
    except OSError as error:
        print(f"error: the figures cannot be written to {str(out)!r}: {error.strerror or error}; choose another --out",
              file=sys.stderr)  # fmt: skip
        return 2
    for line in refused:
        print(f"error: {line}", file=sys.stderr)
    if options.json:
        print(json.dumps({"out": str(out), "figures": new, "refused": refused}, indent=1, ensure_ascii=False))
    else:
        print(f"{page}: {len(new)} figures made in {time.monotonic() - started:.0f} s")
    return 1 if refused else 0


def _recorded(out: Path, before: dict[str, Entry], new: dict[str, Entry]) -> dict[str, Entry]:
    """The manifest of what is there now; pictures that their figure does not look like any more are taken away."""
    entries, stale = merged(before, new)
    write(out, entries)
    for name in stale:
        (out / name).unlink(missing_ok=True)
    return entries


def _joined(out: Path, entries: dict[str, Entry], *, wanted: bool) -> Path:
    """The gallery, written; claims lead to the ledger's page below it, where that is wanted or was made before."""
    if wanted:
        from theory.command_line.report import write_report

        write_report(str(out / LEDGER), figures=str(out))
    ledger = f"{LEDGER}/index.html" if (out / LEDGER / "index.html").exists() else ""
    page = out / "index.html"
    put(page, gallery(out, entries, ledger=ledger).encode())
    return page


def _made(names: Sequence[str], order: Order, jobs: int) -> Iterator[tuple[str, Entry | str, float]]:
    """(name, entry or the reason why there is none, seconds), as they come."""
    if jobs == 1 or len(names) == 1:
        yield from (_make(name, order) for name in names)
        return
    # spawned, not forked: torch's threads do not survive a fork
    with ProcessPoolExecutor(min(jobs, len(names)), mp_context=get_context("spawn")) as pool:
        waiting: list[Future[Any]] = [pool.submit(_make, name, order) for name in names]
        try:
            for each in as_completed(waiting):
                yield each.result()
        except BaseException:
            for each in waiting:
                each.cancel()
            raise


def _make(name: str, order: Order) -> tuple[str, Entry | str, float]:
    started = time.monotonic()
    try:
        return name, make(figure(name), order), time.monotonic() - started
    except (CheckFailed, NotReadable) as wrong:
        return name, str(wrong), time.monotonic() - started


@contextmanager
def _progress(total: int, *, quiet: bool):
    """A bar on standard error in a terminal, in place from the start: a cold run takes minutes."""
    if quiet or not sys.stderr.isatty():
        yield lambda _name: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    said = TextColumn("{task.description}")
    columns = (TextColumn("drawing"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), said)
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=total)
        yield lambda name: progress.update(task, advance=1, description=name)
