"""The submissions in a folder: each folder in it, and each notebook, is one."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from grading.submission.reading import NoSubmission


@dataclass(frozen=True)
class Found:
    """A submission's name and where it is."""

    name: str
    where: Path


def found_in(folder: str | Path) -> tuple[list[Found], list[str]]:
    """The submissions by name, and the names of what is passed over; raises NoSubmission if there are none."""
    path = Path(folder)
    if not path.is_dir():
        raise NoSubmission(f"{path} is not a folder; name one that holds a folder or a notebook for each student")
    submissions, others = [], []
    for entry in sorted(os.scandir(path), key=lambda entry: entry.name):
        if entry.name.startswith("."):
            continue
        # a link could lead to another student's work, or to the references
        if entry.is_dir(follow_symlinks=False):
            submissions.append(Found(entry.name, path / entry.name))
        elif entry.is_file(follow_symlinks=False) and entry.name.endswith(".ipynb"):
            submissions.append(Found(entry.name.removesuffix(".ipynb"), path / entry.name))
        else:
            others.append(entry.name)
    names = [each.name for each in submissions]
    for name in sorted({name for name in names if names.count(name) > 1}):
        raise NoSubmission(f"{path} holds a folder and a notebook named {name}; one submission has one name")
    if not submissions:
        raise NoSubmission(f"{path} holds no submission; each is a folder, or a notebook (.ipynb)")
    return submissions, others
