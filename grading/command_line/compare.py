"""`python -m grading compare LHS RHS`: correct, incorrect or not checked, for one pair of formulas."""

from __future__ import annotations

import json
import sys
from argparse import Namespace

from grading.derivations.lecture import domain
from grading.derivations.notes import BadNotes
from grading.derivations.steps import FOLLOWS, NOT_CHECKED, WRONG, decided

#: A verdict about a step -> the answer about a formula, and its exit code.
ANSWERS = {FOLLOWS: ("correct", 0), WRONG: ("incorrect", 1), NOT_CHECKED: ("not checked", 3)}


def compare(options: Namespace) -> int:
    """Print the answer; the exit code says it too."""
    left, right = (side.removeprefix(" ") for side in options.sides)
    symbols: dict[str, str] = {}
    try:
        for text in options.domain:
            symbols |= domain(text, "--domain")
    except BadNotes as why:
        print(f"error: {why}", file=sys.stderr)
        return 2
    found = decided(left, right, syntax="auto", symbols=symbols, named=False)
    answer, code = ANSWERS[found.verdict]
    if options.json:
        data = {"verdict": answer, "reason": found.reason, "witness": found.data, "left": left, "right": right}
        print(json.dumps(data, allow_nan=False))
    else:
        print(f"{answer}\n  {found.reason}")
    return code
