"""The report on a submission, under a fingerprint of everything that it follows from.

A run that was killed goes on where it was: a report is there as a whole or not at all, and one with another fingerprint
(the submission has changed, or the sheet, or the grader) is made anew.
"""

from __future__ import annotations

import hashlib
import json
import os
from functools import cache
from pathlib import Path

from grading.assignment.items import Sheet
from grading.report import Report, report_as_data, report_from
from grading.submission.reading import Submission

FILE = "report.json"
_HERE = Path(__file__).resolve().parent.parent
#: What shows a report and does not change it.
_OUTSIDE = ("command_line", "feedback", "packs", "graded", "sheets")


@cache
def code_version() -> str:
    """A digest of the sources that a verdict follows from: the graders, and the procedure that decides formulas.

    A comment changes it too: a submission is then graded once more than need be, never once too few.
    """
    digest = hashlib.sha256()
    for root in (_HERE, _HERE.parent / "theory", _HERE.parent / "numerics", _HERE.parent / "gan_small"):
        for path in sorted([*root.rglob("*.py"), *root.rglob("*.lark")]):
            inside = path.relative_to(root)
            if root != _HERE or inside.parts[0] not in _OUTSIDE:
                digest.update(f"{root.name}/{inside.as_posix()}".encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def fingerprint(sheet: Sheet, submission: Submission, *, weak: bool = False) -> str:
    """What a report follows from, as one name."""
    text = "\0".join(
        [sheet.name, sheet.digest, submission.name, submission.digest, *submission.problems, code_version(), str(weak)]
    )
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()


def store(folder: Path, report: Report, name: str) -> None:
    """The report in its folder, replaced at once."""
    folder.mkdir(parents=True, exist_ok=True)
    data = {"fingerprint": name, **report_as_data(report)}
    replace(folder / FILE, json.dumps(data, indent=1, allow_nan=False) + "\n")


def stored(folder: Path, sheet: Sheet, name: str) -> Report | None:
    """The report in a folder if it has this fingerprint; what is broken or another's is as good as none."""
    try:
        data = json.loads((folder / FILE).read_text(encoding="utf-8"))
        return report_from(data, sheet) if data["fingerprint"] == name else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def replace(path: Path, text: str) -> None:
    """The text as the whole content of a file: whoever looks sees the old one or the new one.

    What a killed process leaves is `.NAME.part`, which the next write replaces.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("w", encoding="utf-8", errors="backslashreplace", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
