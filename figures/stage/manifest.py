"""The manifest beside the pictures: what each shows, what was asserted of it, what made it, and its checksum.

It holds no date and no duration: two runs on one machine write the same manifest.
"""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Collection, Iterator, Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from figures.stage.write import FORMATS, put

NAME, PAGE = "manifest.json", "index.html"
LAYOUT = 1  # of the file; a reader refuses another
LIBRARIES = ("numpy", "scipy", "matplotlib", "pillow", "torch", "python-flint", "scikit-learn")
PICTURES = (*FORMATS, "gif")
#: What an entry has at least, and each of its files.
OF_AN_ENTRY = {"question", "answer", "claims", "chapter", "features", "runs", "data", "source", "made_with", "files"}
OF_A_FILE = {"file", "format", "size", "theme", "bytes", "sha256"}

Entry = dict[str, Any]


class NotAManifest(ValueError):
    """A file that is no manifest of ours; the message says what is wrong with it, and what to do."""


def read(folder: Path) -> dict[str, Entry]:
    """The entries by figure; empty where there is no manifest.  Raises NotAManifest."""
    return _content(folder)["figures"] if (folder / NAME).exists() else {}


def _content(folder: Path) -> dict[str, Any]:
    path, way = folder / NAME, "delete it and make the figures again"
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        make = f"make the figures there with python -m figures all --out {folder}"
        raise NotAManifest(f"there is no {NAME} in {folder}; {make}") from None
    except (OSError, ValueError) as wrong:
        raise NotAManifest(f"{path} cannot be read ({wrong}); {way}") from None
    if not isinstance(found, dict) or found.get("layout") != LAYOUT or not isinstance(found.get("figures"), dict):
        raise NotAManifest(f"{path} is no manifest of layout {LAYOUT}; {way}")
    for name, entry in found["figures"].items():
        whole = isinstance(entry, dict) and entry.keys() >= OF_AN_ENTRY
        if not whole or not all(isinstance(each, dict) and each.keys() >= OF_A_FILE for each in entry["files"]):
            raise NotAManifest(f"{path} does not say of {name} what a manifest says; {way}")
    return found


def merged(
    old: Mapping[str, Entry], new: Mapping[str, Entry], *, gone: Collection[str] = ()
) -> tuple[dict[str, Entry], list[str]]:
    """The entries of both runs, sorted, and the files of an earlier run that no figure stands for any more.

    A picture of an earlier run stays in its figure's entry while data, source and libraries are what they were: making
    the handouts does not forget the slides.  `gone` are figures that are not made any more, or were refused.
    """
    stale = [each["file"] for name in gone if name in old for each in old[name]["files"]]
    entries = {name: entry for name, entry in old.items() if name not in gone}
    for name, entry in new.items():
        before = old.get(name)
        made = {each["file"] for each in entry["files"]}
        others = [each for each in before["files"] if each["file"] not in made] if before else []
        if before and any(before[what] != entry[what] for what in ("data", "source", "made_with")):
            stale += [each["file"] for each in others]
            others = []
        files = sorted([*entry["files"], *others], key=lambda each: each["file"])
        entries[name] = {**entry, "files": files}
    return dict(sorted(entries.items())), stale


def write(folder: Path, entries: Mapping[str, Entry], *, page: bytes) -> None:
    """The gallery's page and the manifest, which has the page's checksum; each whole or not at all."""
    put(folder / PAGE, page)
    content = {"layout": LAYOUT, "page": hashlib.sha256(page).hexdigest(), "figures": dict(entries)}
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
    content = _content(folder)
    expected = {PAGE: (content.get("page"), "the gallery")}
    for name, entry in content["figures"].items():
        expected |= {each["file"]: (each["sha256"], f"figure {name}") for each in entry["files"]}
    for place, (digest, whose) in expected.items():
        path = folder / place
        if not path.is_file():
            yield f"{place} is missing ({whose})"
        elif hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            yield f"{place} is not what was made: its checksum differs ({whose})"
    for path in sorted(folder.glob("*/*")):
        place = path.relative_to(folder).as_posix()
        if path.suffix.lstrip(".") in PICTURES and place not in expected and not path.name.startswith("."):
            yield f"{place} is in no entry of the manifest"
