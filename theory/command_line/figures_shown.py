"""Which figures show which claim, as the manifest of `python -m figures` says."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import NamedTuple

MANIFEST = "manifest.json"


class Shown(NamedTuple):
    """A figure that shows a claim: the question it answers, and the address of its place in the gallery."""

    question: str
    address: str


class NoFigures(ValueError):
    """A folder that holds no figures of ours; the message says what to do."""


def figures_shown(folder: Path, *, seen_from: Path) -> dict[str, list[Shown]]:
    """Claim id -> the figures that show it, with addresses relative to the folder `seen_from`.

    Raises
    ------
    NoFigures
        If there is no manifest, or it is not one.
    """
    gallery = Path(os.path.relpath(folder, seen_from)).as_posix() + "/index.html"
    found: dict[str, list[Shown]] = {}
    try:
        entries = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["figures"]
        for name, entry in entries.items():
            for claim in entry["claims"]:
                found.setdefault(claim, []).append(Shown(entry["question"], f"{gallery}#{name}"))
    except FileNotFoundError:
        way = f"python -m figures all --out {folder} makes them"
        raise NoFigures(f"there are no figures in {str(folder)!r}: it has no {MANIFEST}; {way}") from None
    except (ValueError, TypeError, KeyError, AttributeError) as wrong:
        raise NoFigures(f"{folder / MANIFEST} is no manifest of figures ({wrong!r}); make the figures again") from None
    return found
