"""The certificate as data: what `verdicts.json` holds, and what a table of verdicts is printed from."""

from __future__ import annotations

import json
import math
from dataclasses import asdict, fields
from typing import Any

from gan_small.certificate import Certificate, Verdict
from gan_small.game import Game
from gan_small.recipe_text import digest
from gan_small.runs.atomic import write
from gan_small.runs.folder import Folder
from numerics.samples import clopper_pearson

CONFIDENCE = 0.95


def as_data(game: Game, certificate: Certificate) -> dict[str, Any]:
    """Everything that was found, in numbers, texts and None (for what is not finite): strict JSON takes it.

    counts     of each verdict: how many members, and the share among all runs of this recipe, as an interval of
               Clopper and Pearson of confidence 95%
    members    of each: its target, verdict, the step at which it stopped (None: it did not), the measurements of
               `HeldOut`, how much its mean moved, and the share of a fresh discriminator's right answers
    """
    n = len(certificate.verdicts)
    counts = {str(verdict): certificate.count(verdict) for verdict in Verdict}
    return {
        "digest": digest(game.recipe),
        "confidence": CONFIDENCE,
        "counts": {word: _count(k, n) for word, k in counts.items()},
        "tolerances": asdict(certificate.tolerances),
        "members": [_member(game, certificate, k) for k in range(n)],
    }


def strict(data: Any) -> str:
    """The data in JSON, which has neither nan nor infinity: they are an error here and None in what is made above."""
    return json.dumps(data, allow_nan=False, ensure_ascii=False)


def store(folder: Folder, data: dict[str, Any]) -> None:
    """Replace the folder's verdicts."""
    write(folder.verdicts, strict(data) + "\n")


def _count(k: int, n: int) -> dict[str, float]:
    found = clopper_pearson(k, n, confidence=CONFIDENCE)
    return {"count": k, "low": found.low, "high": found.high}


def _member(game: Game, certificate: Certificate, k: int) -> dict[str, Any]:
    evidence = certificate.evidence
    stopped = int(evidence.stopped[k])
    measured = {field.name: _number(getattr(evidence.held_out, field.name)[k]) for field in fields(evidence.held_out)}
    return {
        "member": game.members[k],
        "target": game.target.describe(k),
        "verdict": str(certificate.verdicts[k]),
        "stopped": None if stopped < 0 else stopped,
        **measured,
        "moving": _number(evidence.moving[k]),
        "fresh_accuracy": _number(evidence.right[k] / evidence.asked),
    }


def _number(value: Any) -> float | None:
    return float(value) if math.isfinite(value) else None
