"""The certificate of an ensemble whose members do not fit into memory at once: chunk by chunk, then as one."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import numpy as np

from gan_small.certificate import Certificate, certify
from gan_small.engines.chunks import slices
from gan_small.game import Game, State
from gan_small.history import Look


def judged(game: Game, state: State, looks: list[Look]) -> Certificate:
    """What `certify` says, with the recipe's `chunk` members measured at a time."""
    chunk, n = game.recipe.chunk, len(game.members)
    if not 0 < chunk < n:
        return certify(game, state, looks)
    found = [certify(game.select(s), state.select(s), [some(x, s) for x in looks]) for s in slices(n, chunk)]
    evidence = [part.evidence for part in found]
    whole = {name: np.concatenate([getattr(e, name) for e in evidence]) for name in ("stopped", "moving", "right")}
    held_out = _joined([e.held_out for e in evidence])
    verdicts = [verdict for part in found for verdict in part.verdicts]
    return Certificate(verdicts, replace(evidence[0], held_out=held_out, **whole), found[0].tolerances)


def some(look: Look, members: slice) -> Look:
    """The look at some of the members."""
    arrays = {field.name: getattr(look, field.name)[members] for field in fields(look) if field.name != "step"}
    return Look(step=look.step, **arrays)


def _joined(parts: list[Any]) -> Any:
    """One record of arrays of several."""
    names = [field.name for field in fields(parts[0])]
    return type(parts[0])(**{name: np.concatenate([getattr(part, name) for part in parts]) for name in names})
