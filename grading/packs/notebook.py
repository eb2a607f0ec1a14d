"""A sheet as a notebook for students: a question, and under it the cell for the answer (nbformat 4.5).

Answers are assignments `answers["item-id"] = r"..."`, functions are defined, derivations stand in a cell that begins
with a heading `# item-id`.  The notebook runs as it is, and needs nothing installed.
"""

from __future__ import annotations

import ast
import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from grading.assignment.items import DerivationItem, FunctionItem, Item, Sheet, TrainingItem
from grading.assignment.questions import question
from grading.feedback.shown import points

Cell = dict[str, Any]
_HOW = """\
Write your answers into the cells below the questions and leave the rest of those cells as it is.
Formulas are LaTeX or plain text, in `r"..."`.  What you write is read, not run, so each answer stands in quotes as a
whole, and functions are complete in themselves.  You may add cells of your own."""


def notebook(sheet: Sheet, *, below: Callable[[Item], Cell | None] = lambda _: None) -> dict[str, Any]:
    """The notebook as data; `below` may add a cell under an answer."""
    cells = [_text("title", f"# {sheet.title}\n\n{_HOW}"), code_cell("start", _start(sheet))]
    for number, item in enumerate(sheet.items, start=1):
        # the dot keeps the heading from being taken for that of a derivation
        head = f"## {number}. {item.id} ({points(item.points)})"
        cells.append(_text(f"question-{item.id}", f"{head}\n\n{_question(item)}"))
        cells.append(_answer(sheet, item))
        extra = below(item)
        if extra is not None:
            cells.append(extra)
    return {
        "cells": cells,
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def as_text(data: dict[str, Any]) -> str:
    """The notebook as the text of its file."""
    return json.dumps(data, indent=1, ensure_ascii=False) + "\n"


def code_cell(name: str, source: str, metadata: dict[str, Any] | None = None) -> Cell:
    """A cell of code that has not been run."""
    return {
        "cell_type": "code",
        "execution_count": None,
        "id": _id(name),
        "metadata": metadata or {},
        "outputs": [],
        "source": source,
    }


def _text(name: str, source: str) -> Cell:
    return {"cell_type": "markdown", "id": _id(name), "metadata": {}, "source": source}


def _id(name: str) -> str:
    # at most 64 letters, digits and dashes, and unique
    return name if len(name) <= 64 else f"{name[:40]}-{hashlib.sha256(name.encode()).hexdigest()[:16]}"


def _question(item: Item) -> str:
    """As it is asked everywhere, but for where the answer goes: here that is a cell."""
    asked, more = item.question.strip(), question(item)
    parts = more.removeprefix(asked).split("\n\n")
    return asked + "\n\n".join(_where(item) if part.startswith("Where: ") else part for part in parts)


def _where(item: Item) -> str:
    match item:
        case DerivationItem(steps=steps):
            least = f", of at least {steps} step{'' if steps == 1 else 's'}"
            return f"Where: the cell below, as a displayed chain `A &= B \\\\ &= C`{least}."
        case TrainingItem(steps=steps):
            return f"Where: the cell below, as this function; at most {steps} steps."
    return "Where: the cell below."


def _answer(sheet: Sheet, item: Item) -> Cell:
    match item:
        case DerivationItem():
            return _text(f"answer-{item.id}", f"# {item.id}\n\n{_chain(sheet, item.id)}\n")
        case FunctionItem(function=name) | TrainingItem(function=name):
            return code_cell(f"answer-{item.id}", _stub(sheet, item, name))
    return code_cell(f"answer-{item.id}", f'answers["{item.id}"] = r""')


def _chain(sheet: Sheet, name: str) -> str:
    """What a derivation starts from: the template's Markdown, or its LaTeX with the comments as Markdown has them."""
    given = _template(sheet, f"{name}.md").strip()
    if given:
        return given
    lines = _template(sheet, f"{name}.tex").strip().splitlines()
    return "\n".join(f"<!-- {line.lstrip('% ')} -->" if line.startswith("%") else line for line in lines)


def _start(sheet: Sheet) -> str:
    """The first cell: where answers go, and what the functions of the template import."""
    imports = [found for node, found in _defined(sheet) if isinstance(node, ast.Import | ast.ImportFrom)
               if "__future__" not in found]  # fmt: skip
    return "\n".join([*imports, *([""] if imports else []), "answers = {}"])


def _stub(sheet: Sheet, item: FunctionItem | TrainingItem, name: str) -> str:
    """What a function starts from: the template's, or its signature alone."""
    for node, source in _defined(sheet):
        if isinstance(node, ast.FunctionDef) and node.name == name:
            return source
    return f"def {_signature(item)}:\n    raise NotImplementedError"


def _signature(item: FunctionItem | TrainingItem) -> str:
    if isinstance(item, TrainingItem):
        from grading.items.training import SIGNATURE

        return SIGNATURE.replace("train", item.function, 1)
    if item.probes:
        from grading.probes.listed import probed

        page = probed(item.probes)
        return page.signature.replace(page.name, item.function, 1)
    # a table of calls names no arguments
    number = max((len(case.arguments) for case in item.cases), default=0)
    return f"{item.function}({', '.join(f'x{k}' for k in range(1, number + 1)) if number > 1 else 'x' * number})"


def _defined(sheet: Sheet) -> list[tuple[ast.stmt, str]]:
    text = _template(sheet, sheet.code)
    return [(node, ast.get_source_segment(text, node) or "") for node in ast.parse(text).body]


def _template(sheet: Sheet, name: str) -> str:
    file = Path(sheet.folder) / "template" / name
    return file.read_text(encoding="utf-8") if file.is_file() else ""
