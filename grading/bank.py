r"""The bank of a sheet: submissions that are known to be wrong, each named after its mistake, and right ones.

    bank/wrong/kl--swapped.py           in the place of the solution's `kl`: the rest is the solution's
    bank/wrong/d-star--inverted.txt     in the place of the answer to d-star
    bank/wrong/c-of-g--lost-a-two.tex   in the place of the derivation; .md too; .toml for a recipe
    bank/wrong/empty/                   a whole submission: no item of it may be correct
    bank/right/kl--scipy.py             the same, and has to be accepted

A first comment may say what has to come of it: `# hint: in bits` is part of the hint that has to be given.  Code in the
place of one function needs the others: without a solution it is not tried, and `untried` names it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from grading.assignment.items import Sheet
from grading.assignment.reading import BadSheet
from grading.marking import mark
from grading.results import Correct, Incorrect, verdict
from grading.solution import solution_of
from grading.submission.reading import Derivation, NoSubmission, Submission, read_submission

_SAYS = re.compile(r"^\s*(?:#|%|<!--)\s*hint:\s*(.*?)\s*(?:-->)?\s*$", re.MULTILINE)
_COMMENT = re.compile(r"^\s*#[^\n]*\n?", re.MULTILINE)


@dataclass(frozen=True)
class Entry:
    """A submission of the bank; `item` is what it is about, or "" for all of them."""

    name: str
    right: bool
    item: str
    hint: str
    submission: Submission


@dataclass(frozen=True)
class Found:
    """What came of an entry; `fault` is empty where it was what it has to be."""

    entry: Entry
    said: str
    fault: str


def entries(sheet: Sheet) -> Iterator[Entry]:
    """All of the bank that can be tried; raises BadSheet where a file of it belongs to no item, or cannot be read."""
    solution = solution_of(sheet)
    for path in _paths(sheet):
        if solution is not None or not _is_code(path):
            yield _entry(path, path.parent.name == "right", sheet, solution or Submission(path.stem))


def untried(sheet: Sheet) -> list[str]:
    """The files of the bank that need a solution beside them, where there is none."""
    return [path.name for path in _paths(sheet) if _is_code(path)] if solution_of(sheet) is None else []


def _paths(sheet: Sheet) -> list[Path]:
    found = [path for kind in ("wrong", "right") for path in sorted((sheet.folder / "bank" / kind).glob("*"))]
    return [path for path in found if not path.name.startswith((".", "__"))]


def _is_code(path: Path) -> bool:
    return path.suffix == ".py" and not path.is_dir()


def _entry(path: Path, right: bool, sheet: Sheet, solution: Submission) -> Entry:
    if path.is_dir():
        try:
            return Entry(path.name, right, "", "", read_submission(path, sheet))
        except NoSubmission as why:
            raise BadSheet(str(why)) from why
    item = path.stem.partition("--")[0]
    if item not in [each.id for each in sheet.items]:
        raise BadSheet(f"{path}: the bank's files are named ITEM--MISTAKE, and {item!r} is no item of the sheet")
    text = _text(path)
    said = _SAYS.search(text)
    return Entry(path.stem, right, item, said[1] if said else "", _instead(solution, item, path, text))


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        raise BadSheet(f"{path}: byte {error.start} is not UTF-8; save the file as UTF-8") from error
    except OSError as error:
        raise BadSheet(f"{path}: cannot be read ({error.strerror}); see to its rights, or take it away") from error


def _instead(solution: Submission, item: str, path: Path, text: str) -> Submission:
    """The solution with one part of it replaced."""
    match path.suffix:
        case ".py":
            # what is defined later holds
            return replace(solution, name=path.stem, code=f"{solution.code}\n\n{text}")
        case ".txt":
            answer = " ".join(_COMMENT.sub("", text).split())
            return replace(solution, name=path.stem, answers={**solution.answers, item: answer})
        case ".tex" | ".md":
            handed = Derivation(item + path.suffix, text)
            return replace(solution, name=path.stem, derivations={**solution.derivations, item: handed})
        case ".toml":
            return replace(solution, name=path.stem, recipes={**solution.recipes, item: text})
    raise BadSheet(f"{path}: files of a bank end in .py, .txt, .tex, .md or .toml")


def tried(sheet: Sheet, entry: Entry, *, weak: bool = False) -> Found:
    """What comes of an entry: of the item it is about, or of all."""
    asked = tuple(item for item in sheet.items if entry.item in ("", item.id))
    report = mark(replace(sheet, items=asked), entry.submission, weak=weak)
    said, faults = [], []
    for each in report.marked:
        answer = each.answer
        said.append(verdict(answer))
        if entry.right and not isinstance(answer, Correct):
            faults.append(f"{each.item.id}: right, and {verdict(answer)}: {answer.because}")
        elif not entry.right and not isinstance(answer, Incorrect):
            faults.append(f"{each.item.id}: wrong, and {verdict(answer)}: {answer.because}")
        elif isinstance(answer, Incorrect) and entry.hint not in f"{answer.because} {answer.hint} {answer.mistake}":
            faults.append(f"{each.item.id}: the hint is {answer.hint or answer.because!r}, and not {entry.hint!r}")
    return Found(entry, ", ".join(sorted(set(said))), "; ".join(faults))
