"""The files of a folder that nobody reads: a name that is nearly right is said, so that no answer is lost by it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

MOST = 10
#: Names are compared letter by letter, which takes long for a heap of files.
MOST_COMPARED = 1000
_BELONG = ("readme", "questions.md", "__pycache__", "__macosx", "thumbs.db", "desktop.ini")
_IMAGES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".bmp", ".pyc")


def passed_over(
    entries: Iterable[str], expected: Mapping[str, str], *, read: Iterable[str], instead: str = ""
) -> tuple[list[str], dict[str, str]]:
    """At most ten notes on files that are not read, and the notes by the part that they were meant for.

    `expected` has the part ("answers", "code", an item) by the name that a file may have; `instead` is the notebook
    that stands in the place of all files.

    >>> passed_over(["Functions.py", "x.png"], {"functions.py": "code"}, read=())[0]
    ['Functions.py is not read; the functions are looked for in functions.py']
    """
    near: list[str] = []
    others: list[str] = []
    parts: dict[str, str] = {}
    had = set(read)
    for number, entry in enumerate(sorted(set(entries) - had)):
        if entry.startswith(".") or entry.lower().startswith(_BELONG) or entry.lower().endswith(_IMAGES):
            continue
        shown = repr(entry)[1:-1][:80]
        meant = entry if entry in expected else _nearest(entry, expected, spelt=number >= MOST_COMPARED)
        if not meant:
            if entry.endswith(".ipynb"):
                near.append(f"{shown} is not read; hand in one notebook and no other, or files without one")
                parts.update({part: near[-1] for part in ("answers", "code") if part not in parts})
            else:
                others.append(f"{shown} is not read; no item is looked for under this name")
            continue
        part = expected[meant]
        if instead:
            note = f"{shown} is not read; the notebook {instead} stands in the place of all files"
        elif source := next((name for name in expected if expected[name] == part and name in had), ""):
            note = f"{shown} is not read; {_what(part)} read from {source}"
        else:
            note = f"{shown} is not read; {_what(part)} looked for in {meant}"
        near.append(note)
        parts.setdefault(part, note)
    notes = near + others
    if len(notes) > MOST:
        notes = [*notes[: MOST - 1], f"{len(notes) - MOST + 1} more files are not read"]
    return notes, parts


def _nearest(entry: str, expected: Mapping[str, str], *, spelt: bool) -> str:
    """The name that was meant, or ""; `spelt`: only one that is spelt alike."""
    name = entry.lower().replace("_", "-").replace(" ", "-")
    stem = os.path.splitext(name)[0]
    for wanted in (name, stem):
        for each in expected:
            if wanted in (each.lower(), os.path.splitext(each.lower())[0]):
                return each
    if spelt:
        return ""
    found = get_close_matches(name[:80], [each.lower() for each in expected], n=1, cutoff=0.8)
    return next((each for each in expected if found and each.lower() == found[0]), "")


def _what(part: str) -> str:
    return {"answers": "the answers are", "code": "the functions are"}.get(part, f"{part} is")
