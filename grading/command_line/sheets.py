"""`python -m grading sheets` and `template SHEET DIR`: what there is, and what students start from."""

from __future__ import annotations

import json
import shutil
import sys
from argparse import Namespace
from pathlib import Path

from grading.assignment.items import Item, Sheet
from grading.assignment.questions import questions
from grading.assignment.reading import BadSheet, read_sheet, shipped
from grading.solution import TEMPLATE


def sheets(options: Namespace) -> int:
    """One line a sheet; as JSON, one object an item."""
    found = [read_sheet(name) for name in shipped()]
    if options.json:
        data = [{"sheet": sheet.name, "title": sheet.title, "points": sheet.points,
                 "items": [{"id": i.id, "kind": i.kind, "points": i.points, "question": i.question}
                           for i in sheet.items]} for sheet in found]  # fmt: skip
        print(json.dumps(data, allow_nan=False))
        return 0
    for sheet in found:
        counts = ", ".join(f"{len(items)} {kind}" for kind, items in _kinds(sheet).items())
        print(f"{sheet.name:<24}{sheet.title}: {sheet.points:g} points ({counts})")
    return 0


def _kinds(sheet: Sheet) -> dict[str, list[Item]]:
    """The items by kind."""
    found: dict[str, list[Item]] = {}
    for item in sheet.items:
        found.setdefault(item.kind, []).append(item)
    return found


def template(options: Namespace) -> int:
    """Copy the template and the questions into a new folder, or write the sheet as a notebook."""
    out = Path(options.out)
    try:
        sheet = read_sheet(options.sheet)
        if out.exists():
            raise BadSheet(f"{out} is there already; name a new one, nothing is written over")
        if out.suffix == ".ipynb":
            from grading.packs.notebook import as_text, notebook

            out.write_text(as_text(notebook(sheet)), encoding="utf-8")
            print(f"{out}: the sheet as a notebook")
            return 0
        if not (sheet.folder / TEMPLATE).is_dir():
            raise BadSheet(f"{sheet.folder} has no folder {TEMPLATE}; put there what students start from")
        shutil.copytree(sheet.folder / TEMPLATE, out, ignore=shutil.ignore_patterns("__pycache__"))
        (out / "questions.md").write_text(questions(sheet), encoding="utf-8")
    except BadSheet as why:
        print(f"error: {why}", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"error: {error.filename}: {error.strerror}; choose another folder", file=sys.stderr)
        return 2
    print(f"{out}: {', '.join(sorted(path.name for path in out.iterdir()))}")
    return 0
