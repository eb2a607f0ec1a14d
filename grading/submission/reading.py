"""The parts of a submission, from a folder of files or from one notebook."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from grading.assignment.items import DerivationItem, Item, Sheet, TrainingItem
from grading.submission.answers import answers_in
from grading.submission.notebook import parts_of
from grading.submission.safely import Unread, text_of

ANSWERS = "answers.txt"
#: What a derivation may be written in, in the order in which it is looked for.
DERIVATIONS = (".tex", ".md", ".ipynb")
#: The file of a run's folder that says what was run.
RECIPE = "recipe.toml"


class NoSubmission(ValueError):
    """Nothing is there that could be graded."""


@dataclass(frozen=True)
class Derivation:
    """The text of a derivation, and the name it was handed in under."""

    file: str
    text: str


@dataclass(frozen=True)
class Submission:
    """A submission as text.  `problems` says what could not be read; nothing of it is lost without a word."""

    name: str
    answers: Mapping[str, str] = field(default_factory=dict)
    derivations: Mapping[str, Derivation] = field(default_factory=dict)
    recipes: Mapping[str, str] = field(default_factory=dict)
    code: str = ""
    problems: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """A name for the whole text: the same text is graded on the same probes, and need not be graded twice."""
        parts = [
            dict(self.answers),
            {k: (d.file, d.text) for k, d in self.derivations.items()},
            dict(self.recipes),
            self.code,
            self.problems,
        ]
        return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def read_submission(where: str | Path, sheet: Sheet, *, name: str = "") -> Submission:
    """The submission in a folder or a notebook; raises NoSubmission.  A file that cannot be read is a problem, not an
    end."""
    path = Path(where)
    name = name or path.stem if path.suffix == ".ipynb" else name or path.resolve().name
    if path.suffix == ".ipynb" and not path.is_dir():
        return _notebook(path, sheet, name)
    if not path.is_dir():
        raise NoSubmission(f"{path} is neither a folder nor a notebook (.ipynb); name what the student handed in")
    try:
        notebooks = sorted(entry for entry in os.listdir(path) if entry.endswith(".ipynb"))
    except OSError as error:
        raise NoSubmission(f"{path} cannot be read ({error.strerror}); see to its rights") from error
    own = {item.id + ".ipynb" for item in sheet.items}
    others = [entry for entry in notebooks if entry not in own]
    if len(others) == 1 and not any((path / file).exists() for file in (ANSWERS, sheet.code)):
        return _notebook(path / others[0], sheet, name)
    return _folder(path, sheet, name)


def _folder(path: Path, sheet: Sheet, name: str) -> Submission:
    problems: list[str] = []

    def text(file: str) -> str | None:
        folder, _, inside = file.rpartition("/")
        try:
            return text_of(path / folder, inside)
        except Unread as why:
            problems.append(str(why))
            return None

    answers, unclear = answers_in(text(ANSWERS) or "", [item.id for item in sheet.items])
    problems += unclear
    code = text(sheet.code) or ""
    derivations = {}
    for item in _of(sheet, DerivationItem):
        for suffix in DERIVATIONS:
            found = text(item.id + suffix)
            if found is not None:
                derivations[item.id] = Derivation(item.id + suffix, found)
                break
    recipes = {}
    for item in _of(sheet, TrainingItem):
        # a run that is handed in is known by its recipe, from which it follows
        found = text(f"{item.id}.toml") or (text(f"{item.id}/{RECIPE}") if (path / item.id).is_dir() else None)
        if found is not None:
            recipes[item.id] = found
    return Submission(name, answers, derivations, recipes, code, tuple(problems))


def _notebook(path: Path, sheet: Sheet, name: str) -> Submission:
    try:
        text = text_of(path.parent, path.name)
        if text is None:
            raise NoSubmission(f"{path} is not there; name what the student handed in")
        answers, code, markdown, problems = parts_of(path.name, text, [item.id for item in sheet.items])
    except Unread as why:
        return Submission(name, problems=(str(why),))
    wanted = {item.id for item in _of(sheet, DerivationItem)}
    derivations = {id: Derivation(f"{id}.md", found) for id, found in markdown.items() if id in wanted}
    return Submission(name, answers, derivations, {}, code, tuple(problems))


def _of(sheet: Sheet, kind: type[Item]) -> list[Item]:
    return [item for item in sheet.items if isinstance(item, kind)]
