"""Everything that training changes, and the looks so far, in one file that is whole or not there.

    gan_small checkpoint 1      a line: what it is
    5f3a...                     a line: SHA-256 of all that follows
    ...                         torch.save of tensors, numbers and texts, read with weights_only=True

torch.load does not notice a flipped bit in a tensor, and a cut file raises whatever it happens to run into.  The two
lines in front settle both before anything is read.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np
import torch

from gan_small.game import State
from gan_small.history import Look
from gan_small.optimisers import Player
from gan_small.runs.atomic import replacing

FIRST_LINE = b"gan_small checkpoint 1\n"
RESTART = "remove it to start that run from its first step, or resume from a copy of the folder"


class NotACheckpoint(ValueError):
    """A file that is no checkpoint, or not all of one, or one of another recipe."""


def save(path: Path, state: State, looks: Sequence[Look], *, digest: str) -> None:
    """Replace the file; a process that is killed on the way leaves the old one."""
    content = io.BytesIO()
    torch.save({"digest": digest, "state": _as_data(state), "looks": _looks_as_data(looks)}, content)
    bytes_of_it = content.getbuffer()
    with replacing(path) as file:
        file.write(FIRST_LINE + hashlib.sha256(bytes_of_it).hexdigest().encode() + b"\n")
        file.write(bytes_of_it)


def load(path: Path, *, digest: str, device: torch.device) -> tuple[State, list[Look]]:
    """The state, on the device, and the looks, each bit as it was saved.

    Raises NotACheckpoint for a file that is something else, is damaged, or belongs to a recipe of another digest.
    """
    content = path.read_bytes()
    if not content.startswith(FIRST_LINE):
        raise NotACheckpoint(f"{path} is no checkpoint: it does not begin with {FIRST_LINE!r}; {RESTART}")
    told, _, payload = content[len(FIRST_LINE) :].partition(b"\n")
    if hashlib.sha256(payload).hexdigest().encode() != told:
        raise NotACheckpoint(f"{path} is damaged: its content is not what its second line says; {RESTART}")
    found = torch.load(io.BytesIO(payload), map_location=device, weights_only=True)
    if found["digest"] != digest:
        raise NotACheckpoint(
            f"{path} belongs to another recipe, of digest {found['digest']}; this one's is {digest}. {RESTART}"
        )
    state = found["state"]
    d, g = (Player(*state.pop(who)) for who in ("d", "g"))
    return State(d=d, g=g, **state), _looks(found["looks"])


def _as_data(state: State) -> dict[str, Any]:
    values = {field.name: getattr(state, field.name) for field in fields(state)}
    return values | {who: [t.detach() for t in values[who]] for who in ("d", "g")}


def _looks_as_data(looks: Sequence[Look]) -> dict[str, Any]:
    """Stacked, so that many looks are a few tensors; nan and infinities are kept, which a log cannot do."""
    names = [field.name for field in fields(Look) if looks]
    return {name: torch.from_numpy(np.stack([getattr(look, name) for look in looks])) for name in names}


def _looks(data: dict[str, Any]) -> list[Look]:
    steps = data["step"].tolist() if data else []
    arrays = {name: value.cpu().numpy() for name, value in data.items() if name != "step"}
    return [Look(step=step, **{name: of[t].copy() for name, of in arrays.items()}) for t, step in enumerate(steps)]
