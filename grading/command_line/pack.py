"""`python -m grading pack SHEET`: what Gradescope, otter-grader and nbgrader run."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from grading.assignment.reading import BadSheet, read_sheet
from grading.checking import checked


def pack(options: Namespace) -> int:
    """Build what is asked for, and say where it is."""
    from grading.packs.gradescope_pack import gradescope_pack
    from grading.packs.nbgrader_pack import nbgrader_pack
    from grading.packs.otter_pack import otter_pack
    from grading.packs.project import NoPack

    try:
        sheet = checked(read_sheet(options.sheet))
        for place in filter(None, (options.gradescope, options.otter, options.nbgrader)):
            Path(place).parent.mkdir(parents=True, exist_ok=True)
        if options.gradescope:
            made = gradescope_pack(sheet, options.gradescope, weak=options.weak)
            print(f"{made}: upload it as the autograder of a programming assignment")
        if options.otter:
            made = otter_pack(sheet, options.otter, weak=options.weak)
            print(f"{made}: its README says how it is run with otter-grader")
        if options.nbgrader:
            made = nbgrader_pack(sheet, options.nbgrader, weak=options.weak)
            print(f"{made}: its README says how it is run with nbgrader")
    except (BadSheet, NoPack) as why:
        print(f"error: {why}", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"error: {error.filename}: {error.strerror}; choose another place", file=sys.stderr)
        return 2
    return 0
