"""A class, graded by ours and by the script, both as whole processes on so many cores; and what each let pass."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from benchmarks.coursework.by_floats import EXPECTED
from benchmarks.coursework.the_class import Member, sheet_text, write_class
from grading.assignment.reading import read_sheet

SHEET = "divergences"


def rows(*, size: int, jobs: int) -> Iterator[dict[str, Any]]:
    """Ours, then the script."""
    with tempfile.TemporaryDirectory() as folder:
        sheet, members = Path(folder) / "sheet", Path(folder) / "class"
        sheet.mkdir()
        (sheet / "sheet.toml").write_text(sheet_text(read_sheet(SHEET)), encoding="utf-8")
        written = write_class(read_sheet(SHEET), members, size)
        yield ours(sheet, members, written, Path(folder) / "out", jobs)
        yield by_floats(members, written, jobs)


def ours(sheet: Path, folder: Path, members: Sequence[Member], out: Path, jobs: int) -> dict[str, Any]:
    """One `python -m grading class`, with all its outputs."""
    start = time.perf_counter()
    arguments = ["class", str(sheet), str(folder), "--out", str(out), "--jobs", str(jobs), "--json"]
    subprocess.run([sys.executable, "-m", "grading", *arguments], check=True, stdout=subprocess.DEVNULL)
    seconds = time.perf_counter() - start
    accepted = {}
    for member in members:
        report = json.loads((out / "submissions" / member.name / "report.json").read_text(encoding="utf-8"))
        accepted[member.name] = {each["id"]: each["verdict"] == "correct" for each in report["items"]}
    return _row("python -m grading class", members, accepted, seconds, jobs)


def by_floats(folder: Path, members: Sequence[Member], jobs: int) -> dict[str, Any]:
    """The script, one process a submission, as many at a time."""
    command = [sys.executable, "-m", "benchmarks.coursework.by_floats"]

    def graded(member: Member) -> dict[str, bool]:
        done = subprocess.run([*command, str(folder / member.name)], capture_output=True, text=True, timeout=60)
        try:
            return json.loads(done.stdout.splitlines()[-1])
        except (IndexError, ValueError):
            return {}

    start = time.perf_counter()
    with ThreadPoolExecutor(jobs) as pool:
        accepted = dict(zip([each.name for each in members], pool.map(graded, members), strict=True))
    return _row("floats compared at 3 inputs", members, accepted, time.perf_counter() - start, jobs)


def _row(name: str, members: Sequence[Member], accepted: dict[str, dict[str, bool]], seconds: float,
         jobs: int) -> dict[str, Any]:  # fmt: skip
    # on functions only: the script has no answer to formulas
    asked = [each for each in members if each.item in EXPECTED]
    passed = [each for each in asked if accepted[each.name].get(each.item)]
    wrong, right = [e for e in asked if not e.right], [e for e in asked if e.right]
    return {
        "graded by": name,
        "submissions": len(members),
        "jobs": jobs,
        "seconds": seconds,
        "per second": len(members) / seconds,
        "largest process, MiB": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024,
        "wrong functions let pass": f"{sum(not each.right for each in passed)} of {len(wrong)}",
        "right functions refused": f"{len(right) - sum(each.right for each in passed)} of {len(right)}",
    }


def text(row: dict[str, Any]) -> str:
    """A row as text."""
    return (
        f"  {row['graded by']:28}{row['submissions']} in {row['seconds']:.1f} s, {row['jobs']} at a time: "
        f"{row['per second']:.1f} a second, at most {row['largest process, MiB']:.0f} MiB a process; functions: "
        f"let pass {row['wrong functions let pass']} wrong, refused {row['right functions refused']} right"
    )
