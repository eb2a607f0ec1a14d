"""`python -m grading check SHEET`: what the sheet catches, and what it accepts."""

from __future__ import annotations

import json
import os
import sys
from argparse import Namespace
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context

from grading.assignment.items import Sheet
from grading.assignment.reading import BadSheet, read_sheet
from grading.bank import Found, entries, tried, untried
from grading.checking import checked
from grading.sandbox import WeakSandbox, protections
from grading.sandbox.protections import weakness
from grading.solution import SOLUTION, TEMPLATE, missing, own_faults


def check(options: Namespace) -> int:
    """Print what is wrong with the sheet, and the rate at which its bank is caught."""
    try:
        sheet = read_sheet(options.sheet)
        if not _is_sound(sheet):
            return 1
        if protections().missing and not options.weak:
            raise weakness(protections().missing)
        notes = missing(sheet) + [f"bank, {name}: not tried: there is no solution to put it into"
                                  for name in untried(sheet)]  # fmt: skip
        faults = list(own_faults(sheet, weak=options.weak))
        found = list(_with_progress(sheet, options.weak))
    except (BadSheet, WeakSandbox) as why:
        print(f"error: {why}", file=sys.stderr)
        return 2
    wrong, right = ([each for each in found if each.entry.right is kind] for kind in (False, True))
    if options.json:
        print(json.dumps(_data(sheet, notes, faults, wrong, right), allow_nan=False))
    else:
        for note in notes:
            print(f"note: {note}")
        for fault in faults:
            print(fault)
        for each in found:
            if each.fault:
                print(f"bank, {each.entry.name}: {each.fault}")
        print(_summary(sheet, faults, wrong, right))
    return 1 if faults or any(each.fault for each in found) else 0


def _is_sound(sheet: Sheet) -> bool:
    """Whether its own text is; what is wrong is said."""
    try:
        checked(sheet)
    except BadSheet as why:
        print(f"error: {why}", file=sys.stderr)
        return False
    return True


def _with_progress(sheet: Sheet, weak: bool) -> Iterator[Found]:
    """What comes of each entry, on all cores; in a terminal, with a bar."""
    bank = list(entries(sheet))
    jobs = max(1, min(len(os.sched_getaffinity(0)), len(bank)))
    with ProcessPoolExecutor(jobs, mp_context=get_context("forkserver")) as pool:
        results = pool.map(partial(tried, sheet, weak=weak), bank)
        if not sys.stderr.isatty():
            yield from results
            return
        from rich.console import Console
        from rich.progress import track

        yield from track(results, "bank", total=len(bank), console=Console(stderr=True), transient=True)


def _summary(sheet: Sheet, faults: list[str], wrong: list[Found], right: list[Found]) -> str:
    caught = sum(not each.fault for each in wrong)
    accepted = sum(not each.fault for each in right)
    own = {SOLUTION: "the solution earns every point", TEMPLATE: "the template earns none"}
    there = [says for name, says in own.items() if (sheet.folder / name).exists()]
    sound = "solution or template is not sound" if faults else " and ".join(there) or "its references can be read"
    return (f"{sheet.name}: {len(sheet.items)} items, {sheet.points:g} points; {sound}; {caught} of {len(wrong)} wrong "
            f"submissions caught, {accepted} of {len(right)} right ones accepted")  # fmt: skip


def _data(
    sheet: Sheet, notes: list[str], faults: list[str], wrong: list[Found], right: list[Found]
) -> dict[str, object]:
    return {
        "sheet": sheet.name,
        "notes": notes,
        "faults": faults,
        "wrong": {"submissions": len(wrong), "caught": sum(not each.fault for each in wrong)},
        "right": {"submissions": len(right), "accepted": sum(not each.fault for each in right)},
        "bank": [
            {"name": each.entry.name, "right": each.entry.right, "said": each.said, "fault": each.fault}
            for each in (*wrong, *right)
        ],
    }
