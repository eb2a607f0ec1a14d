"""What a pack holds of this project, and what it needs installed.

A pack holds sources, so that whoever builds it downloads nothing that is private.  It holds the sheet with its
references, as any autograder does, but neither its solution nor its bank, and no other sheet.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import grading
from grading.assignment.items import Sheet, TrainingItem

ROOT = Path(grading.__file__).resolve().parent.parent
#: Folders of a sheet that a grader has no use for.
_NOT_PACKED = ("bank", "solution", "template")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


class NoPack(RuntimeError):
    """A pack that cannot be made: what is missing, and the way out."""


def trains(sheet: Sheet) -> bool:
    return any(isinstance(item, TrainingItem) for item in sheet.items)


def project_files(sheet: Sheet) -> dict[str, bytes]:
    """By name: `project/` with our sources, `sheets/NAME/` with the sheet, requirements.txt and constraints.txt."""
    layers = ["theory", "numerics", "grading", *(["gan_small"] if trains(sheet) else [])]
    files = {
        f"project/{file.relative_to(ROOT).as_posix()}": file.read_bytes()
        for layer in layers
        for file in _below(ROOT / layer)
        if not file.relative_to(ROOT).as_posix().startswith("grading/sheets/")
    }
    for file in _below(sheet.folder):
        name = file.relative_to(sheet.folder)
        if name.parts[0] not in _NOT_PACKED:
            files[f"sheets/{sheet.name}/{name.as_posix()}"] = file.read_bytes()
    files["requirements.txt"] = requirements(sheet).encode()
    files["constraints.txt"] = _of_the_checkout("constraints.txt").encode()
    return files


def outside(*, weak: bool) -> bytes:
    """outside.py, which runs the grader; `weak`: even where the sandbox lacks a protection."""
    text = (ROOT / "grading" / "packs" / "outside.py").read_bytes()
    return text.replace(b"\nWEAK = False\n", b"\nWEAK = True\n") if weak else text


def sandbox_note(*, weak: bool) -> str:
    """What a README says of a machine that cannot protect itself."""
    if weak:
        return (
            "This pack was made with `--allow-weak-sandbox`: where the sandbox lacks a protection, code is run all the "
            "same,\nand the results say which one was missing."
        )
    return "Where the sandbox lacks a protection the grader refuses to run code, unless `GAN_GRADING_WEAK=1` is set."


def _below(folder: Path) -> Iterator[Path]:
    for file in sorted(folder.rglob("*")):
        # a link would put into the pack what lies elsewhere
        if file.is_file() and not file.is_symlink() and not {"__pycache__", ".git"} & set(file.parts):
            yield file


def requirements(sheet: Sheet) -> str:
    """What the grader imports beside the standard library, in the versions that this project is checked with."""
    project = tomllib.loads(_of_the_checkout("pyproject.toml"))["project"]
    extras = project["optional-dependencies"]
    wanted = [*project["dependencies"], *extras["grading"], *(extras["gan"] if trains(sheet) else [])]
    names = sorted({_name(requirement) for requirement in wanted}, key=str.lower)
    pinned = pins()
    missing = [name for name in names if name.lower() not in pinned]
    if missing:
        raise NoPack(f"constraints.txt has no version of {', '.join(missing)}; add one")
    return "".join(f"{name}=={pinned[name.lower()]}\n" for name in names)


def pins() -> dict[str, str]:
    """Versions by name in small letters, from constraints.txt."""
    lines = (line.partition("#")[0].strip() for line in _of_the_checkout("constraints.txt").splitlines())
    return {name.lower(): version for name, _, version in (line.partition("==") for line in lines) if version}


def _name(requirement: str) -> str:
    match = _NAME.match(requirement)
    if match is None:
        raise NoPack(f"pyproject.toml: {requirement!r} is no requirement")
    return match[0]


def _of_the_checkout(name: str) -> str:
    file = ROOT / name
    if not file.is_file():
        raise NoPack(f"{file} is not there: packs are made from a checkout of the project (pip install -e)")
    return file.read_text(encoding="utf-8")
