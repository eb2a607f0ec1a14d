"""What training has shown: the records that `python -m gan_small experiment --record` leaves in theory/measured.

The ledger does not train; it reads.  A record is one JSON object: the experiment's name, the claim, the sentence, the
verdict, and the effects with their intervals.  A test measures anew and compares.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent.parent / "measured"

#: The verdict of a record, and the status of the claim that it decides.
STATUS_OF = {
    "holds": "measured",
    "holds with conditions": "measured",
    "does not hold": "refuted",
    "undecided": "open",
}


class NotARecord(ValueError):
    """A file in the folder of records that is none."""


@cache
def records() -> dict[str, dict[str, Any]]:
    """All records by the name of their experiment.  Raises NotARecord, with the file."""
    return {path.stem: read(path) for path in sorted(FOLDER.glob("*.json"))}


def read(path: Path) -> dict[str, Any]:
    """One record.  Raises NotARecord for a file that is not what an experiment writes."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise NotARecord(f"{path} is not JSON ({error}); {_AGAIN.format(path.stem)}") from error
    wanted = {"experiment", "claim", "sentence", "verdict", "effects", "seconds", "size", "seed", "risk"}
    missing = wanted - set(found) if isinstance(found, dict) else wanted
    if missing or found["verdict"] not in STATUS_OF or found["experiment"] != path.stem:
        lacks = f"lacks {', '.join(sorted(missing))}" if missing else "has another name inside, or no verdict we know"
        raise NotARecord(f"{path} {lacks}; {_AGAIN.format(path.stem)}")
    return found


def of_claim(claim: str) -> list[dict[str, Any]]:
    """The records of experiments about a claim."""
    return [found for found in records().values() if found["claim"] == claim]


def in_words(found: dict[str, Any]) -> list[str]:
    """A record in lines: the verdict, then one line an effect."""
    lines = [f"{found['verdict']} (experiment {found['experiment']})"]
    for e in found["effects"]:
        side = "above" if e["above"] else "below"
        number = f"{e['estimate']:.4g} in [{e['low']:.4g}, {e['high']:.4g}]"
        lines.append(f"{e['what']}: {number}; {side} {e['bar']:.4g}: {e['answer']}")
    return lines


_AGAIN = "write it again with: python -m gan_small experiment {} --full --record"
