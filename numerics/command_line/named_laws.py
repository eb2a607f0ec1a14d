"""`python -m numerics certify js "normal(0,1)" "normal(1,1)"`: a number of two laws on the line, with certified
digits."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import flint
from flint import arb

from numerics import certified, laws

CERTIFIED: dict[str, Callable[..., arb]] = {
    "js": certified.certified_js,
    "kl": certified.certified_kl,
    "tv": certified.certified_tv,
    "chi-square": certified.certified_chi_square,
    "w1": certified.certified_w1,
    "value": certified.certified_value,
}
_MAKERS = {
    "normal": laws.Normal,
    "uniform": laws.Uniform,
    "laplace": laws.Laplace,
    "exponential": laws.Exponential,
}
SYNTAX = (
    "normal(mean, sd), uniform(low, high), laplace(mean, scale), exponential(rate, start), or a mixture of these "
    "such as 1/2 normal(-3, 1) + 1/2 normal(3, 1)"
)


def law(text: str) -> Any:
    """A law from its name; nothing is executed.

    >>> law("normal(0, 2)")
    Normal(mean=Fraction(0, 1), sd=Fraction(2, 1))
    """
    parts = [_part(part) for part in re.split(r"\+(?![^(]*\))", text)]
    if len(parts) == 1 and parts[0][0] is None:
        return parts[0][1]
    if any(weight is None for weight, _ in parts):
        raise laws.NotALaw(f"{text!r}: every part of a mixture has a weight; {SYNTAX}")
    return laws.Mixture([weight for weight, _ in parts if weight is not None], [part for _, part in parts])


def _part(text: str) -> tuple[str | None, Any]:
    found = re.fullmatch(r"\s*(?:([0-9./]+)\s*\*?\s*)?([a-z]+)\s*\(([^()]*)\)\s*", text)
    if not found or found[2] not in _MAKERS:
        raise laws.NotALaw(f"{text.strip()!r} is no law known here; give {SYNTAX}")
    arguments = [a.strip() for a in found[3].split(",") if a.strip()]
    if len(arguments) > 2:
        raise laws.NotALaw(f"{text.strip()!r} has {len(arguments)} parameters; {SYNTAX}")
    return found[1], _MAKERS[found[2]](*arguments)


def certify(name: str, p: Any, q: Any, *, digits: int) -> dict[str, Any]:
    """What is printed, as data: a decimal with one place more than was asked for, and how far the true value is from it
    at most, rounded up."""
    ball = CERTIFIED[name](p, q, digits=digits)
    if ball == arb("inf"):
        return {"quantity": name, "value": "inf", "radius": "0", "digits": digits}
    most = ball.abs_upper()
    size = int(float(most.log()) * 1.45) + 8 if most > 1 else 0
    with flint.ctx.workprec(int(digits * 3.4) + 64 + size):
        whole = int(str((ball.mid() * arb(10) ** (digits + 1)).floor().unique_fmpz()))
        off = abs(ball - arb(whole) / arb(10) ** (digits + 1)).upper()
    return {"quantity": name, "value": _decimal(whole, digits + 1), "radius": _rounded_up(off), "digits": digits}


def _decimal(whole: int, places: int) -> str:
    """whole / 10^places."""
    text = str(abs(whole)).rjust(places + 1, "0")
    return ("-" if whole < 0 else "") + f"{text[:-places]}.{text[-places:]}"


def _rounded_up(radius: arb) -> str:
    """Three digits, not below the radius."""
    from decimal import ROUND_CEILING, Context, Decimal

    if radius == 0:
        return "0"
    text = Decimal(radius.str(12, radius=False)) * (1 + Decimal(10) ** -11)
    return f"{Context(prec=3, rounding=ROUND_CEILING).create_decimal(text):.2e}"
