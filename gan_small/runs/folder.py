"""A run's folder: what is in it, and whose it is.

    recipe.toml      the recipe with everything settled, written before anything else
    log.jsonl        one JSON object for each look, in order
    checkpoint.pt    the state after the last look, replaced at once
    verdicts.json    when it is finished: every member's verdict and what it rests on

A folder belongs to one recipe.  While a process writes to it no other can: the lock ends with the process, however it
ends.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from gan_small.recipe import Recipe
from gan_small.recipe_text import from_toml, to_toml
from gan_small.runs.atomic import sync_folder, write


class NotThisFolder(ValueError):
    """A folder that this run cannot have."""


@dataclass(frozen=True)
class Folder:
    """The places in a run's folder."""

    path: Path

    @property
    def recipe(self) -> Path:
        return self.path / "recipe.toml"

    @property
    def log(self) -> Path:
        return self.path / "log.jsonl"

    @property
    def checkpoint(self) -> Path:
        return self.path / "checkpoint.pt"

    @property
    def verdicts(self) -> Path:
        return self.path / "verdicts.json"

    @property
    def how_to_resume(self) -> str:
        return f"python -m gan_small --resume {self.path}"

    def stored(self) -> Recipe:
        """The recipe of the run in this folder.  Raises NotThisFolder where there is none, NotARecipe if it is bad."""
        if not self.recipe.is_file():
            raise NotThisFolder(
                f"{self.path} holds no run: it has no recipe.toml; start one with python -m gan_small gauss --out "
                f"{self.path}"
            )
        try:
            return from_toml(self.recipe.read_text(encoding="utf-8"))
        except UnicodeDecodeError as error:
            raise NotThisFolder(
                f"{self.recipe} is no text in UTF-8 ({error.reason}); restore it, or start anew"
            ) from error

    def claim(self, recipe: Recipe, *, resume: bool) -> None:
        """Make the folder this recipe's own: make it, and write the recipe; or see that it holds this very one.

        With resume, a folder without a run is claimed too.  Raises NotThisFolder for a folder with another recipe, and
        without resume for a folder that holds a run.
        """
        if self.recipe.exists():
            other = self.stored()
            if other != recipe:
                differences = _differences(other, recipe)
                raise NotThisFolder(f"{self.path} holds a run of another recipe ({differences}); give another folder")
            if not resume:
                raise NotThisFolder(
                    f"{self.path} holds a run of this recipe; go on with it by {self.how_to_resume}, or give another "
                    "folder"
                )
            return
        stray = [file.name for file in (self.log, self.checkpoint, self.verdicts) if file.exists()]
        if stray:
            raise NotThisFolder(f"{self.path} holds {', '.join(stray)} and no recipe.toml: that run cannot be known; "
                                "give another folder")  # fmt: skip
        write(self.recipe, to_toml(recipe))

    @contextmanager
    def alone(self) -> Iterator[None]:
        """While this lasts no other process has this folder; it is made if it is not there."""
        self._make()
        handle = os.open(self.path, os.O_RDONLY) if os.name == "posix" else None
        try:
            if handle is not None:
                _lock(handle, self.path)
            yield
        finally:
            if handle is not None:
                os.close(handle)

    def _make(self) -> None:
        if self.path.exists() and not self.path.is_dir():
            raise NotThisFolder(f"{self.path} is a file; a run needs a folder: give another name")
        if not self.path.exists():
            self.path.mkdir(parents=True)
            sync_folder(self.path.parent)


def _lock(handle: int, path: Path) -> None:
    import fcntl  # not on Windows, where nothing keeps two processes apart

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise NotThisFolder(f"another process is running in {path}; wait for it, or give another folder") from None


def _differences(there: Recipe, here: Recipe) -> str:
    other = there.settings()
    found = [f"{name} is {other[name]!r} there, {value!r} here" for name, value in here.settings().items()
             if other[name] != value]  # fmt: skip
    return ", ".join(found[:3]) + (f", and {len(found) - 3} more" if len(found) > 3 else "")
