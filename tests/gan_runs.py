"""Small runs, what they leave in a folder, and how to compare it bit by bit."""

import json
from pathlib import Path

import numpy as np
import pytest
import torch

from gan_small import certificate
from gan_small.certificate.fresh import HELD_OUT
from gan_small.engines import settled
from gan_small.game import State
from gan_small.history import Look
from gan_small.recipe import Recipe
from gan_small.recipe_text import digest
from gan_small.runs import checkpoint, run

TINY = settled(Recipe(members=3, batch=8, width=4, steps=12, looks=4, r1=1.0, engine="torch"))


def judge_quickly(monkeypatch) -> None:
    """No fresh discriminator is trained: half of its answers are right.  What is studied then is not the verdict."""
    monkeypatch.setattr(certificate, "right_answers", lambda game, state: np.full(len(game.members), HELD_OUT))


def bits(state: State) -> dict[str, bytes]:
    """Everything that training changes, as bytes: nan equals nan, and 0.0 is not -0.0."""
    players = {f"{who}.{name}": t for who in ("d", "g") for name, t in getattr(state, who)._asdict().items()}
    rest = {name: getattr(state, name) for name in ("average", "spectral", "stopped")}
    found = {name: t.numpy().tobytes() for name, t in {**players, **rest}.items()}
    return {**found, "step": str(state.step).encode()}


def stored(folder: Path, recipe: Recipe) -> tuple[State, list[Look]]:
    return checkpoint.load(folder / "checkpoint.pt", digest=digest(recipe), device=torch.device("cpu"))


def strictly(text: str) -> dict:
    """JSON as the standard has it; Python's reader takes NaN and Infinity unless it is told."""

    def refuse(constant: str) -> None:
        raise ValueError(f"{constant} is not JSON")

    return json.loads(text, parse_constant=refuse)


def assert_same_run(one: Path, other: Path, recipe: Recipe) -> None:
    assert bits(stored(one, recipe)[0]) == bits(stored(other, recipe)[0])
    for name in ("recipe.toml", "log.jsonl", "verdicts.json"):
        assert (one / name).read_bytes() == (other / name).read_bytes(), name


class Killed(BaseException):
    """As little as a kill can a program catch this by mistake."""


def crash_at_look(folder: Path, look: int) -> None:
    def watch(game, looks):
        if len(looks) == look:
            raise Killed

    with pytest.raises(Killed):
        run(TINY, folder, watch=watch)
