"""A number with its unit, to so many significant digits.  The reference is a formula: it has every digit there is.

A decimal is right if it is less than one unit of the last digit asked away from the reference, so that rounding and
chopping are both right; a formula, such as log(2), is right if it is equal.
"""

from __future__ import annotations

import re
from dataclasses import replace
from math import floor

import flint

from grading.assignment.items import NumberItem
from grading.bounded import OutOfBounds, bounded
from grading.items import as_written
from grading.items.words import beyond, nothing_in
from grading.results import UNANSWERED, Answer, Correct, Incorrect, NotChecked
from theory.deciding.balls import evaluate_constant
from theory.deciding.blocked import Blocked
from theory.deciding.decide import decide
from theory.reading import ReadingError, read
from theory.terms.expr import At, Call, Expr, Sym, as_expr, walk

BITS, NATS, FEW, SIGN, UNIT = "in bits", "in nats", "too few digits", "sign", "wrong unit"
SQUARED, ROOT = "squared", "its root"
_UNIT = re.compile(
    r"\s*(?:\\?,?\s*[(\[]?\s*(?:\\(?:text|mathrm)\s*\{\s*)?(nats?|bits?|sh|shannons?)\s*\}?\s*[)\]]?)$", re.IGNORECASE
)
_DECIMAL = re.compile(r"[-+]?(\d*)\.?(\d*)(?:[eE][-+]?\d+)?")
FACTORS = ((2, "factor 2"), (0.5, "factor 1/2"), (4, "factor 4"), (0.25, "factor 1/4"))
MISTAKES = {
    UNANSWERED,
    "too long",
    "a false equation",
    BITS,
    NATS,
    FEW,
    SIGN,
    UNIT,
    SQUARED,
    ROOT,
    *(name for _, name in FACTORS),
}


def judge(item: NumberItem, text: str | None) -> Answer:
    """The verdict on a decimal or a closed formula, with or without its unit."""
    nothing = nothing_in(text)
    if nothing is not None or text is None:
        return nothing or NotChecked("nothing was answered")
    try:
        return bounded(_judged, item, text)
    except OutOfBounds as why:
        return NotChecked(f"the answer is not decided: {why}")


def _judged(item: NumberItem, text: str) -> Answer:
    plain, unit = _as_written_here(text)
    if unit and not item.unit:
        return Incorrect(f"{text.strip()[:60]} has a unit, where a plain number is asked for", mistake=UNIT)
    for side in as_written.sides(text)[:-1] if not unit else ():
        if (value := _value(side)) is not None and (last := _value(plain)) is not None and not _close(value, last):
            return Incorrect("the two sides of your equation are not equal", mistake="a false equation")
    try:
        given, reference = read(plain, syntax="auto"), read(item.reference, syntax="auto")
    except ReadingError as error:
        return NotChecked(f"cannot be read: your answer, character {error.position + 1}: {error.summary()}")
    if beyond(given, ()) or any(isinstance(e, At | Sym) for e in walk(given)):
        return NotChecked("your answer is a formula with names in it, where a number is asked for")
    in_bits = unit.startswith(("bit", "sh"))
    other = bool(item.unit and unit) and in_bits != (item.unit == "bits")
    typed = given
    if other:
        given = given * _log_2() if in_bits else given / _log_2()
    if decide(given, reference).equal:
        return Correct("proved: equal to the exact value")
    try:
        ours, right = evaluate_constant(given), evaluate_constant(reference)
    except (Blocked, ValueError, ZeroDivisionError) as why:
        return NotChecked(f"your answer has no value: {why}")
    found = _compared(item, text, ours, right, bool(unit), _digits(plain))
    if (
        isinstance(found, Incorrect)
        and item.unit
        and unit
        and _right_in_another_unit(item, evaluate_constant(typed), right, other)
    ):
        return replace(found, hint="look at the unit", mistake=UNIT)
    return found


def _value(text: str) -> flint.arb | None:
    """The value of one side; None of a name, or of what cannot be read."""
    try:
        return evaluate_constant(read(_as_written_here(text)[0], syntax="auto"))
    except (ReadingError, Blocked, ValueError, ZeroDivisionError, KeyError):
        return None


def _close(a: flint.arb, b: flint.arb) -> bool:
    """To one part in fifty: `log 2 = 0.693` is an equation to the digits that are written, `1.386 = -1.386` is none."""
    return bool(abs(a - b) <= abs(a) / 50 + abs(b) / 50)


def _right_in_another_unit(item: NumberItem, typed: flint.arb, right: flint.arb, other: bool) -> bool:
    """`0.693 bits`, or `1 nat`, for log 2 nats."""
    two = flint.arb(2).log()
    elsewhere = right / two if item.unit == "nats" else right * two
    return _is_near(typed, right if other else elsewhere, item.digits)


def _as_written_here(text: str) -> tuple[str, str]:
    """The number, with a point for a comma and a hundredth for %, and its unit: of `0.81 nats (1.2 bits)` the first."""
    found = as_written.right_side(text.strip())
    found = re.sub(r"(?<=[A-Za-z])\s*\(.*\)\s*$", "", found) if _UNIT.search(found.partition("(")[0]) else found
    unit = _UNIT.search(found.rstrip(" .,;"))
    plain = as_written.formula(found[: unit.start()] if unit else found).lstrip("~ ")
    plain = re.sub(r"^([-+]?\d+),(\d+)$", r"\1.\2", plain)
    if plain.endswith("%"):
        plain = f"({plain[:-1].rstrip(chr(92))})/100"
    return plain, unit[1].lower() if unit else ""


def _log_2() -> Expr:
    return Call("log", (as_expr(2),))


def _digits(text: str) -> int:
    """The significant digits of a decimal as it is written; 0 if it is no decimal."""
    match = _DECIMAL.fullmatch(text.replace(" ", ""))
    return len((match[1] + match[2]).lstrip("0")) if match else 0


def _compared(item: NumberItem, text: str, given: flint.arb, right: flint.arb, unit: bool, shown: int) -> Answer:
    if _is_near(given, right, item.digits):
        return Correct(f"to {item.digits} digits")
    mistake, hint = _slip(item, given, right, unit)
    if not mistake and 2 <= shown < item.digits and _is_near(given, right, shown):
        mistake, hint = FEW, f"right as far as it goes; {item.digits} digits are asked for"
    # there is one right number, so that a witness would be the reference
    return Incorrect(f"{text.strip()[:60]} is not the number that is asked for", None, hint, mistake)


def _is_near(given: flint.arb, right: flint.arb, digits: int) -> bool:
    return bool(abs(given - right) < _unit_of_the_last_digit(right, digits))


def _unit_of_the_last_digit(right: flint.arb, digits: int) -> flint.arb:
    """10^(e - digits + 1), where the first digit of the reference stands at 10^e; for 0 it is 10^-digits."""
    if right == 0:
        return flint.arb(10) ** -digits
    exponent = floor(float((abs(right).log() / flint.arb(10).log()).mid()))
    return flint.arb(10) ** (exponent - digits + 1)


def _slip(item: NumberItem, given: flint.arb, right: flint.arb, unit: bool) -> tuple[str, str]:
    def near(other: flint.arb) -> bool:
        return _is_near(given, other, item.digits)

    for slip in item.slips:
        if near(evaluate_constant(read(slip.answer, syntax="auto"))):
            return slip.mistake, slip.hint
    two = flint.arb(2).log()
    if item.unit == "nats" and not unit and near(right / two):
        return BITS, "this is the value in bits; write the unit, or the value in nats"
    if item.unit == "bits" and not unit and near(right * two):
        return NATS, "this is the value in nats; write the unit, or the value in bits"
    if near(-right):
        return SIGN, "the sign is turned"
    for factor, name in FACTORS:
        if near(right * factor):
            return name, f"off by the {name}"
    if right > 0 and near(right.sqrt()):
        return ROOT, "this is the square root of what is asked for"
    if near(right * right):
        return SQUARED, "this is the square of what is asked for"
    return "", ""


def faults(item: NumberItem) -> list[str]:
    """What is wrong with the item itself: a slip that is right."""
    right = evaluate_constant(read(item.reference, syntax="auto"))
    step = _unit_of_the_last_digit(right, item.digits)
    return [f"the slip {slip.answer!r} is right to {item.digits} digits" for slip in item.slips
            if not abs(evaluate_constant(read(slip.answer, syntax="auto")) - right) > step]  # fmt: skip
