"""`python -m gan_small study`: success rates of losses with penalties, cell by cell, going on where it stopped."""

from __future__ import annotations

import argparse
import sys
import time
from dataclasses import asdict
from pathlib import Path

from gan_small import study
from gan_small.command_line.main import refused
from gan_small.objectives import NotAnObjective
from gan_small.recipe import NotARecipe
from gan_small.runs.verdicts import strict


def run_study(options: argparse.Namespace) -> int:
    """Measure the cells that the file does not hold yet; print all that were asked for."""
    base = study.BASE.replace(members=options.members, steps=options.steps, seed=options.seed)
    wanted = study.pairs(options.losses or study.LOSSES, options.penalties or tuple(study.PENALTIES))
    try:
        for loss, penalty in wanted:  # a name that is wrong is refused before hours of training, not after
            study.checked(base, loss, penalty)
        file = Path(options.out) if options.out else None
        found = {(c.loss, c.penalty): c for c in (study.stored(file, base) if file else [])}
        if file:
            study.prepare(file)  # that it cannot be written is known now, not after the first cell
        for number, (loss, penalty) in enumerate(wanted, 1):
            if (loss, penalty) not in found:
                started = time.monotonic()
                cell = found[loss, penalty] = study.measured(base, loss, penalty)
                if file:
                    study.store(file, cell, base)
                said = f"{cell.certified}/{cell.members} in {time.monotonic() - started:.0f} s"
                print(f"{number}/{len(wanted)} {loss}, {penalty}: {said}", file=sys.stderr, flush=True)
    except (NotARecipe, NotAnObjective, study.NotThisStudy, OSError) as wrong:
        return refused(wrong)
    cells = [found[pair] for pair in wanted]
    print(strict({"cells": [asdict(c) for c in cells]}) if options.json else study.markdown(cells), end="")
    return 0
