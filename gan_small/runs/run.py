"""A run from its first step, or from where it was left, to its verdicts.

After each look the log grows by a line, then the checkpoint is replaced.  A process that is killed anywhere leaves a
checkpoint, and a log that has that checkpoint's looks and perhaps more, the last line perhaps torn.  Resuming writes
the log anew from the looks in the checkpoint, bit for bit what it was, and plays on: a step is a function of the state
and of its own number, so the result is that of a run which nobody stopped.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

from gan_small import memory
from gan_small.certificate import Certificate
from gan_small.engines import settled
from gan_small.game import Game, State, game
from gan_small.history import Look
from gan_small.recipe import Recipe
from gan_small.recipe_text import digest
from gan_small.runs import atomic, checkpoint, verdicts
from gan_small.runs.folder import Folder, NotThisFolder
from gan_small.runs.judging import judged
from gan_small.train import Trained, play

Watch = Callable[[Game, list[Look]], None]


@dataclass(frozen=True)
class Finished:
    """A run that came to its end: what was trained, and what it was judged to be."""

    trained: Trained
    certificate: Certificate


def run(recipe: Recipe, out: Path | str | None = None, *, resume: bool = False, watch: Watch | None = None) -> Finished:
    """Train the ensemble of a recipe and judge it; with `out`, keep everything in that folder on the way.

    resume    go on with the run in the folder if there is one; without it such a folder is refused
    watch     called with the game and all looks so far: before the first step that is played, and after every look

    The result is a function of the recipe, whether or not the run was killed and resumed (on one machine, with one
    number of threads).  Raises NotARecipe where the recipe cannot be run here, NotThisFolder for a folder that holds
    another run, NotACheckpoint for a damaged one, OutOfMemory with the number of members that would fit; and what
    targets and objectives raise for names that they do not know.
    """
    recipe = settled(recipe)
    folder = None if out is None else Folder(Path(out))
    with memory.explained(recipe):
        memory.refuse_hopeless(recipe)
        played = _playable(recipe)
        with folder.alone() if folder else nullcontext():
            if folder:
                folder.claim(recipe, resume=resume)
            return _play_on(played, folder, watch)


def certified(out: Path | str) -> Finished:
    """Judge a finished run in its folder anew, and write its verdicts.  Raises NotThisFolder if it is not finished."""
    folder = Folder(Path(out))
    recipe = settled(folder.stored())
    with folder.alone(), memory.explained(recipe):
        played = game(recipe)
        state, looks = _begin(played, folder)
        if state.step < recipe.steps:
            raise NotThisFolder(
                f"the run in {folder.path} is at step {state.step} of {recipe.steps}; finish it first: "
                f"{folder.how_to_resume}"
            )
        return _judge(Trained(played, state, looks), folder)


def line(look: Look) -> str:
    """A look as a line of the log, in strict JSON; there is no time in it, so logs can be compared."""
    return verdicts.strict(look.plain()) + "\n"


def _playable(recipe: Recipe) -> Game:
    """The game, with everything read that may be refused: before a folder is claimed for it."""
    played = game(recipe)
    _ = played.objective
    return played


def _play_on(played: Game, folder: Folder | None, watch: Watch | None) -> Finished:
    state, looks = _begin(played, folder)
    if watch:
        watch(played, looks)
    for reached, look in play(played, state):
        state = reached
        looks.append(look)
        if folder:
            _append(folder.log, line(look))
            checkpoint.save(folder.checkpoint, state, looks, digest=digest(played.recipe))
        if watch:
            watch(played, looks)
    return _judge(Trained(played, state, looks), folder)


def _begin(played: Game, folder: Folder | None) -> tuple[State, list[Look]]:
    """The state and the looks to go on from, with the log as it was then."""
    if folder is None:
        return played.start(), []
    if not folder.checkpoint.exists():
        atomic.write(folder.log, "")
        return played.start(), []
    state, looks = checkpoint.load(folder.checkpoint, digest=digest(played.recipe), device=played.device)
    atomic.write(folder.log, "".join(map(line, looks)))
    return state, looks


def _append(log: Path, text: str) -> None:
    """Add a line, and have it on the disk before the checkpoint that it precedes."""
    with log.open("a", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _judge(trained: Trained, folder: Folder | None) -> Finished:
    certificate = judged(trained.game, trained.state, trained.looks)
    if folder:
        verdicts.store(folder, verdicts.as_data(trained.game, certificate))
    return Finished(trained, certificate)
