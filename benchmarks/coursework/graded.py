"""A class, graded by ours and by the script, both as whole processes on so many cores; and what each let pass.

The script judges functions only, so the two are compared on a class that is asked functions only.  A third row is ours
on a class that is asked formulas as well, which the script has no answer to.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.coursework.by_floats import EXPECTED
from benchmarks.coursework.measured import measured
from benchmarks.coursework.the_class import BOTH, FUNCTIONS, Member, sheet_text, write_class
from grading.assignment.reading import read_sheet

SHEET = "divergences"
OURS, SCRIPT = "python -m grading class", "floats compared at 3 inputs"


def rows(*, size: int, jobs: int) -> Iterator[dict[str, Any]]:
    """Ours and the script on functions, then ours on functions and formulas."""
    with tempfile.TemporaryDirectory() as folder:
        place, members = _asked(FUNCTIONS, Path(folder) / "functions", size)
        yield ours(place, members, jobs, asked="functions")
        yield by_floats(place, members, jobs)
        place, members = _asked(BOTH, Path(folder) / "both", size)
        yield ours(place, members, jobs, asked="functions and formulas")


def _asked(kinds: Sequence[str], place: Path, size: int) -> tuple[Path, list[Member]]:
    """A folder with `sheet` and `class`."""
    sheet = read_sheet(SHEET)
    (place / "sheet").mkdir(parents=True)
    (place / "sheet" / "sheet.toml").write_text(sheet_text(sheet, kinds), encoding="utf-8")
    return place, write_class(sheet, place / "class", size, kinds)


def ours(place: Path, members: Sequence[Member], jobs: int, *, asked: str) -> dict[str, Any]:
    """One `python -m grading class`, with all its outputs."""
    out = place / "out"
    arguments = ["class", str(place / "sheet"), str(place / "class"), "--out", str(out), "--jobs", str(jobs), "--json"]
    (said,), seconds, mib = measured([[sys.executable, "-m", "grading", *arguments]], jobs=1)
    if not said:
        raise RuntimeError(f"`python -m grading {' '.join(arguments)}` said nothing; run it by hand to see why")
    accepted = {}
    for member in members:
        report = json.loads((out / "submissions" / member.name / "report.json").read_text(encoding="utf-8"))
        accepted[member.name] = {each["id"]: each["verdict"] == "correct" for each in report["items"]}
    return _row(OURS, asked, members, accepted, seconds=seconds, mib=mib, jobs=jobs)


def by_floats(place: Path, members: Sequence[Member], jobs: int) -> dict[str, Any]:
    """The script, one process a submission, as many at a time."""
    command = [sys.executable, "-m", "benchmarks.coursework.by_floats"]
    said, seconds, mib = measured([[*command, str(place / "class" / each.name)] for each in members], jobs=jobs)
    accepted = {member.name: _verdicts(text) for member, text in zip(members, said, strict=True)}
    return _row(SCRIPT, "functions", members, accepted, seconds=seconds, mib=mib, jobs=jobs)


def _verdicts(text: str) -> dict[str, bool]:
    """The last line that the script wrote; a submission that broke it has nothing accepted."""
    try:
        return json.loads(text.splitlines()[-1])
    except (IndexError, ValueError):
        return {}


def _row(name: str, asked: str, members: Sequence[Member], accepted: dict[str, dict[str, bool]], *, seconds: float,
         mib: float, jobs: int) -> dict[str, Any]:  # fmt: skip
    # counted on functions in every row, so that the rows can be compared
    judged = [each for each in members if each.item in EXPECTED]
    passed = [each for each in judged if accepted[each.name].get(each.item)]
    wrong, right = [e for e in judged if not e.right], [e for e in judged if e.right]
    return {
        "graded by": name,
        "asked": asked,
        "submissions": len(members),
        "jobs": jobs,
        "seconds": seconds,
        "per second": len(members) / seconds,
        "largest process, MiB": mib,
        "wrong functions let pass": f"{sum(not each.right for each in passed)} of {len(wrong)}",
        "right functions refused": f"{len(right) - sum(each.right for each in passed)} of {len(right)}",
    }


def text(row: dict[str, Any]) -> str:
    """A row as text."""
    return (
        f"  {row['graded by']:28}{row['submissions']} asked {row['asked']} in {row['seconds']:.1f} s, {row['jobs']} at "
        f"a time: {row['per second']:.1f} a second, at most {row['largest process, MiB']:.0f} MiB a process; "
        f"functions: let pass {row['wrong functions let pass']} wrong, refused {row['right functions refused']} right"
    )
