"""The parts of a submission, from a folder of files or from one notebook."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from grading.assignment.items import DerivationItem, Item, Sheet, TrainingItem
from grading.submission.answers import answers_in
from grading.submission.notebook import parts_of
from grading.submission.passed_over import passed_over
from grading.submission.safely import Unread, text_of

ANSWERS = "answers.txt"
#: What a derivation may be written in, in the order in which it is looked for.
DERIVATIONS = (".tex", ".md", ".ipynb")
#: The file of a run's folder that says what was run.
RECIPE = "recipe.toml"
#: As many problems of one submission are told.
MOST_PROBLEMS = 100


class NoSubmission(ValueError):
    """Nothing is there that could be graded."""


@dataclass(frozen=True)
class Derivation:
    """The text of a derivation, and the name it was handed in under."""

    file: str
    text: str


@dataclass(frozen=True)
class Submission:
    """A submission as text.  `problems` says what could not be read; nothing of it is lost without a word.

    `unread` says of which parts something was seen and not understood, and why: "answers", "code", or an item.
    """

    name: str
    answers: Mapping[str, str] = field(default_factory=dict)
    derivations: Mapping[str, Derivation] = field(default_factory=dict)
    recipes: Mapping[str, str] = field(default_factory=dict)
    code: str = ""
    problems: tuple[str, ...] = ()
    unread: Mapping[str, str] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """A name for the whole text: the same text is graded on the same probes, and need not be graded twice.

        `problems` are words about the text and no part of it; verdicts follow from `unread`.
        """
        parts = [
            dict(self.answers),
            {k: (d.file, d.text) for k, d in self.derivations.items()},
            dict(self.recipes),
            self.code,
            dict(self.unread),
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
        entries = sorted(os.listdir(path))
    except OSError as error:
        raise NoSubmission(f"{path} cannot be read ({error.strerror}); see to its rights") from error
    inner = _only_folder(path, entries, sheet)
    if inner is not None:
        return read_submission(inner, sheet, name=name)
    own = {item.id + ".ipynb" for item in _of(sheet, DerivationItem)}
    others = [entry for entry in entries if entry.endswith(".ipynb") and entry not in own and entry[0] != "."]
    if len(others) == 1 and not any((path / file).exists() for file in (ANSWERS, sheet.code)):
        found = _notebook(path / others[0], sheet, name)
        return _with_notes(found, entries, sheet, {others[0]}, instead=others[0])
    return _folder(path, sheet, name, entries)


def _only_folder(path: Path, entries: list[str], sheet: Sheet) -> Path | None:
    """What a zip leaves: a folder with nothing in it but the folder that was meant."""
    visible = [entry for entry in entries if entry[0] != "." and entry != "__MACOSX"]
    named = {item.id for item in sheet.items}
    if len(visible) != 1 or visible[0] in named:
        return None
    inner = path / visible[0]
    return inner if inner.is_dir() and not inner.is_symlink() else None


def _is_template(sheet: Sheet, file: str, text: str) -> bool:
    """Whether a file is still what students were given."""
    try:
        return (sheet.folder / "template" / file).read_text(encoding="utf-8") == text
    except (OSError, ValueError):
        return False


def _folder(path: Path, sheet: Sheet, name: str, entries: list[str]) -> Submission:
    problems: list[str] = []
    unread: dict[str, str] = {}
    read: set[str] = set()

    def text(file: str, part: str) -> str | None:
        folder, _, inside = file.rpartition("/")
        if file.partition("/")[0] in entries:
            read.add(file.partition("/")[0])
        try:
            found = text_of(path / folder, inside)
        except Unread as why:
            problems.append(str(why))
            unread.setdefault(part, str(why))
            return None
        return found

    answers, unclear, lost = answers_in(text(ANSWERS, "answers") or "", [item.id for item in sheet.items])
    problems += unclear
    unread.update(lost)
    code = text(sheet.code, "code") or ""
    derivations = {}
    for item in _of(sheet, DerivationItem):
        for suffix in DERIVATIONS:
            found = text(item.id + suffix, item.id)
            if found is not None:
                derivations.setdefault(item.id, Derivation(item.id + suffix, found))
                unread.pop(item.id, None)
                if not _is_template(sheet, item.id + suffix, found):
                    derivations[item.id] = Derivation(item.id + suffix, found)
                    break
    recipes = {}
    for item in _of(sheet, TrainingItem):
        # a run that is handed in is known by its recipe, from which it follows
        found = text(f"{item.id}.toml", item.id)
        if not found and (path / item.id).is_dir():
            found = text(f"{item.id}/{RECIPE}", item.id)
            if found is None and item.id not in unread:
                unread[item.id] = f"{item.id}/ holds no {RECIPE}; hand in the folder of a run, or {item.id}.toml"
                problems.append(unread[item.id])
        read |= {item.id} & set(entries)
        if found is not None:
            recipes[item.id] = found
            unread.pop(item.id, None)
    given = Submission(name, answers, derivations, recipes, code, tuple(problems), unread)
    return _with_notes(given, entries, sheet, read)


def _notebook(path: Path, sheet: Sheet, name: str) -> Submission:
    try:
        text = text_of(path.parent, path.name)
        if text is None:
            raise NoSubmission(f"{path} is not there; name what the student handed in")
        parts = parts_of(path.name, text, [item.id for item in sheet.items])
    except Unread as why:
        handed = [item.id for kind in (DerivationItem, TrainingItem) for item in _of(sheet, kind)]
        return Submission(name, problems=(str(why),), unread=dict.fromkeys(["answers", "code", *handed], str(why)))
    wanted = {item.id for item in _of(sheet, DerivationItem)}
    derivations = {id: Derivation(f"{id}.md", found) for id, found in parts.derivations.items() if id in wanted}
    unread = {part: why for part, why in parts.unread.items() if part not in derivations}
    return Submission(name, parts.answers, derivations, {}, parts.code, _few(parts.problems), unread)


def _with_notes(
    given: Submission, entries: list[str], sheet: Sheet, read: set[str], *, instead: str = ""
) -> Submission:
    """The submission with what is said of files that are not read."""
    expected = {ANSWERS: "answers", sheet.code: "code"}
    expected |= {item.id + suffix: item.id for item in _of(sheet, DerivationItem) for suffix in DERIVATIONS}
    expected |= {f"{item.id}.toml": item.id for item in _of(sheet, TrainingItem)}
    notes, meant = passed_over(entries, expected, read=read, instead=instead)
    there = {"answers": given.answers or ANSWERS in read, "code": given.code or sheet.code in read}
    there |= {**given.derivations, **given.recipes}
    lost = {part: note for part, note in meant.items() if not there.get(part)}
    return replace(given, problems=(*_few(given.problems), *notes), unread={**lost, **given.unread})


def _few(problems: Sequence[str]) -> tuple[str, ...]:
    """The first problems: a file of a million wrong lines must not fill the feedback."""
    more = len(problems) - MOST_PROBLEMS
    return (*problems[:MOST_PROBLEMS], *([f"{more} more problems of this kind"] if more > 0 else []))


def _of(sheet: Sheet, kind: type[Item]) -> list[Item]:
    return [item for item in sheet.items if isinstance(item, kind)]
