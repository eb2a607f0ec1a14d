"""One notebook in the place of all files.

Code cells that define functions are the functions; an assignment of a literal, `answers["item-id"] = r"p/(p + q)"`, is
an answer; a markdown cell that begins with a heading `# item-id` is a derivation.  Code is taken apart by `ast`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from grading.submission.assigned import ANY, Said
from grading.submission.cells import taken_apart
from grading.submission.safely import Unread

_HEADING = re.compile(r"\s*#{1,6}\s*`?([\w-]+)`?\s*\n")


@dataclass
class Parts:
    """What a notebook holds; `unread` says by part why something was seen and not understood."""

    answers: dict[str, str] = field(default_factory=dict)
    code: str = ""
    derivations: dict[str, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    unread: dict[str, str] = field(default_factory=dict)


def parts_of(name: str, text: str, known: Collection[str]) -> Parts:
    """The parts of a notebook, derivations being its markdown by item; raises Unread."""
    parts = Parts()
    code = []
    for number, (kind, source) in enumerate(_cells(name, text), start=1):
        where = f"{name}, cell {number}"
        if kind == "markdown":
            _derivation(source, where, known, parts)
        if kind == "code":
            cell = taken_apart(source)
            for said in cell.said:
                _answered(said, where, known, parts)
            parts.problems += [f"{where}: {problem}" for problem in cell.problems]
            if cell.lost:
                parts.unread["code"] = f"{where}: {cell.lost}"
            code += cell.code
    parts.code = "\n\n".join(filter(str.strip, code))
    return parts


def _derivation(source: str, where: str, known: Collection[str], parts: Parts) -> None:
    heading = _HEADING.match(source + "\n")
    if not heading:
        return
    item = heading[1]
    if item in known:
        parts.derivations[item] = source[heading.end() :]
    elif item.lower() in known:
        problem = f"{where}: there is no item {item!r}; the heading of {item.lower()} is `# {item.lower()}`"
        parts.problems.append(problem)
        parts.unread[item.lower()] = problem


def _answered(said: Said, where: str, known: Collection[str], parts: Parts) -> None:
    """One answer; what is said last counts, also where it is not understood."""
    item = said.item
    if item == ANY:
        parts.problems.append(f"{where}: {said.why}")
        parts.unread["answers"] = parts.problems[-1]
    elif item not in known:
        near = get_close_matches(item.lower()[:80], list(known), n=1)
        meant = f"; did you mean {near[0]}?" if near else f"; the items are {', '.join(known)}"
        parts.problems.append(f"{where}: there is no item {item[:60]!r}{meant}")
        if near and near[0] not in parts.answers:
            parts.unread[near[0]] = parts.problems[-1]
    elif said.why:
        parts.problems.append(f"{where}: the answer to {item} is not read: {said.why}")
        parts.unread[item] = parts.problems[-1]
        parts.answers.pop(item, None)
    else:
        if parts.answers.get(item, said.answer) not in ("", said.answer):
            parts.problems.append(f"{where}: {item} is answered twice; the last answer counts")
        parts.answers[item] = said.answer
        parts.unread.pop(item, None)


def _cells(name: str, text: str) -> list[tuple[str, str]]:
    def source(cell: Any) -> str:
        lines = cell["source"]
        found = lines if isinstance(lines, str) else "".join(lines)
        return found.replace("\r\n", "\n").replace("\r", "\n")

    try:
        return [(cell["cell_type"], source(cell)) for cell in json.loads(text)["cells"]]
    except (ValueError, RecursionError, KeyError, TypeError) as error:
        raise Unread(f"{name}: not a notebook (nbformat 4); open it in Jupyter and save it again") from error
