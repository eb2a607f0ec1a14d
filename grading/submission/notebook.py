"""One notebook in the place of all files.

Code cells that define functions are the functions; an assignment of a literal, `answers["item-id"] = r"p/(p + q)"`, is
an answer; a markdown cell that begins with a heading `# item-id` is a derivation.  Code is taken apart by `ast`.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Collection
from typing import Any

from grading.submission.safely import Unread

_HEADING = re.compile(r"\s*#{1,6}\s*`?([a-z0-9-]+)`?\s*\n")
_MAGIC = re.compile(r"^\s*[%!].*$", re.MULTILINE)


def parts_of(name: str, text: str, known: Collection[str]) -> tuple[dict[str, str], str, dict[str, str], list[str]]:
    """Answers, code, derivations (a notebook's markdown, by item) and what could not be understood; raises Unread."""
    answers: dict[str, str] = {}
    derivations: dict[str, str] = {}
    code, problems = [], []
    for number, (kind, source) in enumerate(_cells(name, text), start=1):
        heading = _HEADING.match(source + "\n")
        if kind == "markdown" and heading and heading[1] in known:
            derivations[heading[1]] = source[heading.end() :]
        if kind == "code":
            try:
                given, rest = _taken_apart(source)
            except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
                problems.append(f"{name}, cell {number}: not Python ({str(error)[:100]}); the cell is passed over")
                continue
            for item, answer in given.items():
                if item in known:
                    answers[item] = answer
                else:
                    problems.append(f"{name}, cell {number}: there is no item {item!r}")
            code.append(rest)
    return answers, "\n\n".join(filter(str.strip, code)), derivations, problems


def _cells(name: str, text: str) -> list[tuple[str, str]]:
    def source(cell: Any) -> str:
        lines = cell["source"]
        found = lines if isinstance(lines, str) else "".join(lines)
        return found.replace("\r\n", "\n")

    try:
        return [(cell["cell_type"], source(cell)) for cell in json.loads(text)["cells"]]
    except (json.JSONDecodeError, RecursionError, KeyError, TypeError) as error:
        raise Unread(f"{name}: not a notebook (nbformat 4); open it in Jupyter and save it again") from error


def _taken_apart(source: str) -> tuple[dict[str, str], str]:
    """The answers that a cell assigns, and what it defines: functions, classes, imports and constants."""
    visible = _MAGIC.sub("", source)
    answers: dict[str, str] = {}
    kept = []
    for node in ast.parse(visible).body:
        match node:
            case ast.Assign(
                targets=[ast.Subscript(value=ast.Name("answers"), slice=ast.Constant(value=str(item)))], value=value
            ):
                answers[item] = _literal(value)
            case ast.FunctionDef() | ast.ClassDef() | ast.Import() | ast.ImportFrom() | ast.Assign() | ast.AnnAssign():
                kept.append(ast.get_source_segment(visible, node) or "")
            case _:
                # calls and plots of the student's own are not part of the answer
                continue
    return answers, "\n\n".join(kept)


def _literal(value: ast.expr) -> str:
    """`r"..."` or a number as text; anything that would have to be computed is no answer."""
    found = ast.literal_eval(value)
    if type(found) not in (str, int, float):
        raise ValueError("an answer is a text or a number")
    return str(found).strip()
