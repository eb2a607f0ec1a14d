"""`python -m theory decide LHS RHS`: one pair, its verdict, and the reason or the witness."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from typing import Any

import flint

from theory.command_line.question import CODES, Answer, Question, Unreadable, answer
from theory.deciding.decide import Witness
from theory.printing.plain import plain
from theory.proving.witness import case_in_words, witness_as_data


def decide_pair(options: Namespace) -> int:
    """Print the answer; the exit code says it too."""
    left, right = (side.removeprefix(" ") for side in options.sides)
    try:
        question = Question(
            left, right, options.syntax, _domains(options.domain), not options.unnormalised, options.pointwise
        )
        found = answer(question)
    except Unreadable as why:
        if options.json:
            print(json.dumps({**_data("unreadable", why.in_one_line()), "left": None, "right": None}))
        print(f"unreadable: {why}", file=sys.stderr)
        return CODES["unreadable"]
    if options.json:
        data = _data(found.verdict, found.reason, found.witness, found.seconds)
        print(json.dumps({**data, "left": plain(found.left), "right": plain(found.right)}))
    else:
        print(in_words(found))
    return CODES[found.verdict]


def in_words(found: Answer) -> str:
    return f"{found.verdict}\n  {_sides(found.witness) if found.witness else found.reason}"


def _domains(texts: list[str]) -> dict[str, str]:
    """The declarations "t: (0,inf)" as a mapping."""
    found: dict[str, str] = {}
    for text in texts:
        name, colon, domain = (part.strip() for part in text.partition(":"))
        if not colon:
            raise Unreadable(f"--domain {text!r}", 'a name, a colon and a domain are expected, such as "t: (0,inf)"')
        if found.setdefault(name, domain) != domain:
            raise Unreadable(f"--domain {text!r}", f"{name} already lives in {found[name]}; say it once")
    return found


def _data(verdict: str, reason: str, witness: Witness | None = None, seconds: float = 0.0) -> dict[str, Any]:
    return {
        "verdict": verdict,
        "witness": witness_as_data(witness) if witness else None,
        "reason": reason,
        "seconds": round(seconds, 6),
    }


def _sides(witness: Witness) -> str:
    """The case, and both values with as many digits as it takes to see that they differ."""
    for digits in (6, 12, 20):
        left, right = _digits(witness.left, digits), _digits(witness.right, digits)
        if left != right:
            break
    case = case_in_words(witness.case)
    return f"{case}: left {left}, right {right}"


def _digits(value: flint.acb, digits: int) -> str:
    real = _certain(value.real, digits)
    return real if value.imag == 0 else f"{real} + ({_certain(value.imag, digits)})i"


def _certain(ball: flint.arb, digits: int) -> str:
    """Digits of a real number, all of them certain; dots follow where there are more."""
    if ball.is_exact():
        short = ball.str(digits + 3, radius=False)
        return short.rstrip("0").rstrip(".") if "." in short and "e" not in short else short
    mantissa, e, power = ball.str(digits + 3, radius=False).partition("e")
    return f"{mantissa[:-3] if '.' in mantissa else mantissa}…{e}{power}"
