"""A witness in words and as data: the case, and the two disjoint enclosures."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from fractions import Fraction
from typing import Any

import flint

from theory.deciding.balls import Case
from theory.deciding.decide import Witness

DIGITS = 15


def case_in_words(case: Case) -> str:
    parts = [f"{_name(name, case)} = {_values(values)}" for name, values in case.functions.items()]
    parts += [f"{name} = {value}" for name, value in case.parameters.items()]
    if any(w != 1 for w in case.widths):
        parts.append(f"widths {_tuple(case.widths)}")
    parts += [f"{name}(u) = {_polynomial(c)}" for name, c in case.unknown.items()]
    return f"at {', '.join(parts)}" if parts else "everywhere"


def witness_in_words(witness: Witness) -> str:
    left, right = witness.left.str(DIGITS), witness.right.str(DIGITS)
    return f"{case_in_words(witness.case)} the left side is {left}, the right side {right}"


def witness_as_data(witness: Witness) -> dict[str, Any]:
    """For JSON: the case as exact fractions in text, each ball as text and as its ends (rounded outwards)."""
    case = witness.case
    data: dict[str, Any] = {
        _name(name, case): [str(v) for v in values] if len(values) > 1 else _values(values)
        for name, values in case.functions.items()
    }
    data |= {name: str(value) for name, value in case.parameters.items()}
    data |= {f"{name}(u)": _polynomial(c) for name, c in case.unknown.items()}
    if any(w != 1 for w in case.widths):
        data["widths"] = [str(w) for w in case.widths]
    return {"at": data, "left": _ball(witness.left), "right": _ball(witness.right)}


def _ball(ball: flint.acb) -> dict[str, Any]:
    out: dict[str, Any] = {"ball": ball.str(DIGITS), "real": _ends(ball.real)}
    if ball.imag != 0:
        out["imag"] = _ends(ball.imag)
    return out


def _ends(ball: flint.arb) -> list[str]:
    """The ends of the enclosure as decimals, the lower one rounded down and the upper one up."""
    return [_decimal(ball.lower(), ROUND_FLOOR), _decimal(ball.upper(), ROUND_CEILING)]


def _decimal(end: flint.arb, rounding: str) -> str:
    mantissa, exponent = (int(part) for part in end.man_exp())
    context = Context(prec=DIGITS + 10, rounding=rounding)
    value = Fraction(mantissa) * Fraction(2) ** exponent
    return str(context.divide(Decimal(value.numerator), Decimal(value.denominator)))


def _name(name: str, case: Case) -> str:
    """`p` rather than `p(x)`, unless p lives under an integral too."""
    short = name.removesuffix("(x)")
    return name if short in case.functions else short


def _values(values: Sequence[Fraction]) -> str:
    return str(values[0]) if len(values) == 1 else _tuple(values)


def _tuple(values: Sequence[Fraction]) -> str:
    return f"({', '.join(map(str, values))})"


def _polynomial(coefficients: tuple[Fraction, ...]) -> str:
    return " + ".join(f"({c})*u**{k}" if k else f"({c})" for k, c in enumerate(coefficients))
