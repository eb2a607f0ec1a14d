"""The manifest beside the pictures: what each shows, what was asserted of it, what made it, and its checksum.

It holds no date and no duration: two runs on one machine write the same manifest.
"""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from figures.stage.write import FORMATS, put

NAME = "manifest.json"
LAYOUT = 1  # of the file; a reader refuses another
LIBRARIES = ("numpy", "scipy", "matplotlib", "pillow", "torch", "python-flint", "scikit-learn")
PICTURES = (*FORMATS, "gif")

Entry = dict[str, Any]


class NotAManifest(ValueError):
    """A file that is no manifest of ours; the message says what is wrong with it, and what to do."""


def read(folder: Path) -> dict[str, Entry]:
    """The entries by figure; empty where there is no manifest.  Raises NotAManifest."""
    path = folder / NAME
    if not path.exists():
        return {}
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as wrong:
        raise NotAManifest(f"{path} is not JSON ({wrong}); delete it and make the figures again") from None
    if not isinstance(found, dict) or found.get("layout") != LAYOUT or not isinstance(found.get("figures"), dict):
        raise NotAManifest(f"{path} is no manifest of layout {LAYOUT}; delete it and make the figures again")
    return found["figures"]


def merged(old: Mapping[str, Entry], new: Mapping[str, Entry]) -> tuple[dict[str, Entry], list[str]]:
    """The entries of both runs, sorted, and the files of an earlier run that its figure does not look like any more.

    A picture of an earlier run stays in its figure's entry while data and source are what they were: making the
    handouts does not forget the slides.
    """
    entries, stale = dict(old), []
    for name, entry in new.items():
        before = old.get(name)
        made = {each["file"] for each in entry["files"]}
        others = [each for each in before["files"] if each["file"] not in made] if before else []
        if before and (before["data"], before["source"]) != (entry["data"], entry["source"]):
            stale += [each["file"] for each in others]
            others = []
        files = sorted([*entry["files"], *others], key=lambda each: each["file"])
        entries[name] = {**entry, "files": files}
    return dict(sorted(entries.items())), stale


def write(folder: Path, entries: Mapping[str, Entry]) -> None:
    """The manifest, whole or not at all."""
    content = {"layout": LAYOUT, "made_with": made_with(), "figures": dict(entries)}
    put(folder / NAME, (json.dumps(content, indent=1, ensure_ascii=False) + "\n").encode())


def made_with() -> dict[str, str]:
    """Python and the libraries that decide bytes, with their versions."""
    found = {"python": platform.python_version(), "machine": platform.machine()}
    for name in LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "not installed"
    return found


def differences(folder: Path) -> Iterator[str]:
    """What a folder has that its manifest does not say, or the other way round; nothing for a folder as it was made.

    Raises
    ------
    NotAManifest
        If there is none, or it cannot be read.
    """
    if not (folder / NAME).exists():
        way = f"make the figures there with python -m figures all --out {folder}"
        raise NotAManifest(f"there is no {NAME} in {folder}; {way}")
    entries = read(folder)
    listed = set()
    for name, entry in entries.items():
        for each in entry["files"]:
            listed.add(each["file"])
            path = folder / each["file"]
            if not path.is_file():
                yield f"{each['file']} is missing (figure {name})"
            elif hashlib.sha256(path.read_bytes()).hexdigest() != each["sha256"]:
                yield f"{each['file']} is not what was made: its checksum differs (figure {name})"
    for path in sorted(folder.glob("*/*")):
        place = path.relative_to(folder).as_posix()
        if path.suffix.lstrip(".") in PICTURES and place not in listed and not path.name.startswith("."):
            yield f"{place} is in no entry of the manifest"
