"""A run from the command line: watched on the way, its verdicts printed at the end."""

from __future__ import annotations

import argparse
import sys
import time
from contextlib import ExitStack
from pathlib import Path

from gan_small import memory
from gan_small.command_line import verdict_table
from gan_small.command_line.chosen import chosen
from gan_small.command_line.main import refused
from gan_small.command_line.progress import progress
from gan_small.engines import settled
from gan_small.fused import NoCompiler
from gan_small.game import Game
from gan_small.history import Look
from gan_small.objectives import NotAnObjective
from gan_small.recipe import NotARecipe, Recipe
from gan_small.runs import Finished, Folder, NotACheckpoint, NotThisFolder, certified, run
from gan_small.runs.run import Watch
from gan_small.runs.verdicts import as_data, strict
from gan_small.targets import NotATarget

REFUSED = (
    NotARecipe, NotATarget, NotAnObjective, NotThisFolder, NotACheckpoint, NoCompiler, memory.OutOfMemory, OSError
)  # fmt: skip


def run_and_show(options: argparse.Namespace) -> int:
    """Train, or go on with training; print the verdicts."""
    out = options.resume or options.out
    try:
        recipe = _recipe(options)
        started = time.monotonic()
        with ExitStack() as stack:
            watchers: list[Watch] = [stack.enter_context(progress(recipe, quiet=options.quiet or options.json))]
            if options.tensorboard:
                from gan_small.command_line.tensorboard import Board

                watchers.append(stack.enter_context(Board(Path(out) / "tensorboard")))

            def watch(game: Game, looks: list[Look]) -> None:
                for watcher in watchers:
                    watcher(game, looks)

            finished = run(recipe, out, resume=options.resume is not None, watch=watch)
    except REFUSED as wrong:
        return refused(wrong)
    except KeyboardInterrupt:
        print(f"\ninterrupted; {_kept(out)}", file=sys.stderr)
        return 130
    return _show(finished, as_json=options.json, out=out, seconds=time.monotonic() - started)


def certify_again(options: argparse.Namespace) -> int:
    """Judge a finished run again; print the verdicts."""
    started = time.monotonic()
    try:
        finished = certified(options.folder)
    except REFUSED as wrong:
        return refused(wrong)
    return _show(finished, as_json=options.json, out=options.folder, seconds=time.monotonic() - started)


def _recipe(options: argparse.Namespace) -> Recipe:
    if options.resume is not None:
        return Folder(Path(options.resume)).stored()
    recipe, automatic = chosen(options)
    return memory.split(settled(recipe)) if automatic else recipe


def _show(finished: Finished, *, as_json: bool, out: str | None, seconds: float) -> int:
    played = finished.trained.game
    data = as_data(played, finished.certificate)
    if as_json:
        print(strict({"recipe": played.recipe.settings(), "out": out, "seconds": round(seconds, 3), **data}))
        return 0
    where = f"; {out}" if out else ""
    print(f"{len(played.members)} members, {played.recipe.steps} steps, {seconds:.1f} s{where}\n")
    print("\n".join(verdict_table.lines(data)))
    return 0


def _kept(out: str | None) -> str:
    if out is None:
        return "nothing was kept: with --out DIR a run can be resumed"
    folder = Folder(Path(out))
    return f"go on by {folder.how_to_resume}" if folder.recipe.exists() else "the run had not begun"
