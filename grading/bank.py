r"""The bank of a sheet: submissions that are known to be wrong, each named after its mistake, and right ones.

    bank/wrong/kl--swapped.py           in the place of the solution's `kl`: the rest is the solution's
    bank/wrong/d-star--inverted.txt     in the place of the answer to d-star
    bank/wrong/c-of-g--lost-a-two.tex   in the place of the derivation; .md too; .toml for a recipe
    bank/wrong/empty/                   a whole submission: no item of it may be correct
    bank/right/kl--scipy.py             the same, and has to be accepted

A first comment may say what has to come of it: `# hint: in bits` is part of the hint that has to be given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from grading.assignment.items import Item, Sheet
from grading.assignment.reading import BadSheet
from grading.marking import mark
from grading.results import Correct, Incorrect, verdict
from grading.submission.reading import Derivation, Submission, read_submission

SOLUTION, TEMPLATE = "solution", "template"
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
    """All of the bank; raises BadSheet where a file of it belongs to no item."""
    solution = read_submission(sheet.folder / SOLUTION, sheet)
    for kind in ("wrong", "right"):
        for path in sorted((sheet.folder / "bank" / kind).glob("*")):
            if not path.name.startswith((".", "__")):
                yield _entry(path, kind == "right", sheet, solution)


def _entry(path: Path, right: bool, sheet: Sheet, solution: Submission) -> Entry:
    if path.is_dir():
        return Entry(path.name, right, "", "", read_submission(path, sheet))
    item = path.stem.partition("--")[0]
    if item not in [each.id for each in sheet.items]:
        raise BadSheet(f"{path}: the bank's files are named ITEM--MISTAKE, and {item!r} is no item of the sheet")
    text = path.read_text(encoding="utf-8")
    said = _SAYS.search(text)
    return Entry(path.stem, right, item, said[1] if said else "", _instead(solution, item, path, text))


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


def own_faults(sheet: Sheet, *, weak: bool = False) -> Iterator[str]:
    """Whether the solution earns every point, and the template none."""
    solution = mark(sheet, read_submission(sheet.folder / SOLUTION, sheet), weak=weak)
    for each in solution.marked:
        if not isinstance(each.answer, Correct):
            yield f"solution, {each.item.id}: {verdict(each.answer)}: {each.answer.because}"
    yield from (f"solution: {problem}" for problem in solution.problems)
    template = mark(sheet, read_submission(sheet.folder / TEMPLATE, sheet), weak=weak)
    for each in template.marked:
        if each.points or not isinstance(each.answer, Incorrect):
            yield f"template, {each.item.id}: {verdict(each.answer)}, {each.points:g} points: {each.answer.because}"
    yield from (f"template: {problem}" for problem in template.problems)


def kinds(sheet: Sheet) -> dict[str, list[Item]]:
    """The items by kind."""
    found: dict[str, list[Item]] = {}
    for item in sheet.items:
        found.setdefault(item.kind, []).append(item)
    return found
