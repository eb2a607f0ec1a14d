"""Figures made; then the manifest, the gallery, and the ledger beside it if that is wanted."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence
from contextlib import contextmanager, redirect_stdout
from pathlib import Path

from figures.command_line.processes import Refused, made
from figures.listed import modules
from figures.stage.gallery import gallery
from figures.stage.making import Order
from figures.stage.manifest import PAGE, Entry, merged, read, write
from figures.stage.page import Figure
from figures.stage.write import put

#: Where the ledger's page lies below the gallery.
LEDGER = "ledger"


def make_all(figures: Sequence[Figure], options: argparse.Namespace) -> int:
    """Make them, and say of each what came of it; one that fails stops no other, and nothing that was made is lost.

    Returns 0, or 1 if a figure does not show what it says, or 2 if the folder cannot be written.
    """
    out = Path(options.out)
    order = Order(out, options.formats, options.sizes, options.themes, options.animate)
    read(out)  # a manifest that cannot be read stops the run before anything is made
    new: dict[str, Entry] = {}
    refused: dict[str, Refused] = {}
    started = time.monotonic()
    try:
        put(out / ".writable", b"")
        (out / ".writable").unlink()
        try:
            with _progress(len(figures), quiet=options.quiet) as done:
                for name, came, seconds in made([each.name for each in figures], order, jobs=options.jobs):
                    done(name)
                    if isinstance(came, Refused):
                        refused[name] = came
                        continue
                    new[name] = came
                    if not options.json:
                        held, files = len(came["features"]), len(came["files"])
                        print(f"{name:<28} {held:3} features hold, {files} files, {seconds:.1f} s", flush=True)
        finally:  # interrupted or not, what was made is recorded
            entries = _recorded(out, new, refused)
        code = _ledger(out, entries) if options.ledger else 0
    except BrokenPipeError:
        raise
    except OSError as error:
        print(f"error: the figures cannot be written to {str(out)!r}: {error.strerror or error}; choose another --out",
              file=sys.stderr)  # fmt: skip
        return 2
    for why in refused.values():
        print(f"error: {why}", file=sys.stderr)
    if options.json:
        told = {"out": str(out), "figures": new, "refused": {name: str(why) for name, why in refused.items()}}
        print(json.dumps(told, indent=1, ensure_ascii=False))
    else:
        print(f"{out / PAGE}: {len(new)} figures made in {time.monotonic() - started:.0f} s")
    return 1 if refused else code


def _recorded(out: Path, new: dict[str, Entry], refused: dict[str, Refused]) -> dict[str, Entry]:
    """The manifest and the gallery of what is there now.

    Pictures that their figure does not look like any more are taken away, and so are those of figures that were refused
    or that nobody makes any more: a gallery shows what is asserted today.
    """
    before = read(out)  # again: another command may have written meanwhile
    gone = {*refused, *(name for name in before if name not in modules())}
    entries, stale = merged(before, new, gone=gone)
    _write(out, entries)
    for name in stale:
        (out / name).unlink(missing_ok=True)
    return entries


def _write(out: Path, entries: dict[str, Entry]) -> None:
    ledger = f"{LEDGER}/index.html" if (out / LEDGER / "index.html").exists() else ""
    write(out, entries, page=gallery(out, entries, ledger=ledger).encode())


def _ledger(out: Path, entries: dict[str, Entry]) -> int:
    """The ledger's page below the gallery, each leading to the other; the exit code of its writing."""
    from theory.command_line.report import write_report

    with redirect_stdout(sys.stderr):
        code = write_report(str(out / LEDGER), figures=str(out))
    _write(out, entries)
    return code


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
    # on one screen lines go above the bar; a file gets its lines as they are
    console, shared = Console(stderr=True), sys.stdout.isatty()
    with Progress(*columns, console=console, transient=True, redirect_stdout=shared) as progress:
        task = progress.add_task("", total=total)
        yield lambda name: progress.update(task, advance=1, description=name)
