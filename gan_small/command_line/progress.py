"""Progress on standard error: in a terminal a bar and a table that grows, elsewhere a line now and then."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

from gan_small.command_line.provisional import HEADER, provisional, row
from gan_small.game import Game
from gan_small.history import Look
from gan_small.recipe import Recipe

ROWS = 8
SECONDS = 30.0  # between two lines where there is no terminal


class Silent:
    """A watcher that says nothing."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        return None

    def __call__(self, game: Game, looks: list[Look]) -> None:
        """Called before the first step and after every look."""


class Lines(Silent):
    """A line at the beginning, at the end of training, and between them at most every SECONDS."""

    def __init__(self, recipe: Recipe, *, clock: Callable[[], float] = time.monotonic) -> None:
        self.recipe, self.clock, self.last = recipe, clock, float("-inf")

    def __call__(self, game: Game, looks: list[Look]) -> None:
        done = looks[-1].step if looks else 0
        now = self.clock()
        if done < self.recipe.steps and now - self.last < SECONDS:
            return
        self.last = now
        says = [f"step {done} of {self.recipe.steps}"]
        if looks:
            says += [
                f"{name} {cell}" for name, cell in zip(HEADER[1:], row(provisional(game, looks[-1]))[1:], strict=True)
            ]
        print(", ".join(says), file=sys.stderr, flush=True)


class Live(Silent):
    """A bar with the time that is left, over a table of the last looks."""

    def __init__(self, recipe: Recipe) -> None:
        from rich.console import Console
        from rich.live import Live as Screen
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        self.recipe = recipe
        self.bar = Progress(
            TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("steps,"),
            TimeRemainingColumn(), TextColumn("left"), auto_refresh=False,
        )  # fmt: skip
        self.task: Any = None
        self.screen = Screen(console=Console(stderr=True), auto_refresh=True, refresh_per_second=4, transient=True)

    def __enter__(self) -> Self:
        self.screen.start()
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.screen.stop()

    def __call__(self, game: Game, looks: list[Look]) -> None:
        done = looks[-1].step if looks else 0
        if self.task is None:  # a resumed run begins where it was left, and so does its clock
            self.task = self.bar.add_task("training", total=self.recipe.steps, completed=done)
        description = "certifying" if done >= self.recipe.steps else "training"
        self.bar.update(self.task, completed=done, description=description)
        self.screen.update(self._shown(game, looks))

    def _shown(self, game: Game, looks: list[Look]) -> Any:
        from rich.console import Group
        from rich.table import Table

        table = Table(box=None, pad_edge=False, title=f"{len(game.members)} members, medians", title_justify="left")
        for name in HEADER:
            table.add_column(name, justify="right")
        for look in looks[-ROWS:]:
            table.add_row(*row(provisional(game, look)))
        return Group(table, self.bar)


def progress(recipe: Recipe, *, quiet: bool) -> Silent:
    """The watcher for this standard error."""
    if quiet:
        return Silent()
    return Live(recipe) if sys.stderr.isatty() else Lines(recipe)
