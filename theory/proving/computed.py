"""An executable statement: a program is run on exact input, and its answer is what the sentence says it is.

This is for what is no formula in p and q: a transport plan, a matrix of a convolution, a mean over all minibatches.
The program is exact (integers, fractions, truth values, tuples of these) or encloses (a ball of `flint.arb`); a float
proves nothing and is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Context, Decimal
from fractions import Fraction
from typing import Any

import flint

from theory.deciding.balls import evaluate_constant
from theory.proving.formulas import expression
from theory.proving.step import ProofGap, Shown, Step

#: For each relation, one that excludes it.
OPPOSITE = {"=": "/=", "/=": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
BITS = 256
#: Numbers with more signs than this are printed rounded.
LEGIBLE = 60


@dataclass(frozen=True, kw_only=True)
class Computed(Step):
    """`by(**on)` stands in `relation` to `gives`.

    by        a function without side effects; it returns what is exact, or a ball
    on        its input, exact too (fractions, integers, tuples, other functions)
    gives     something exact, to be met exactly; or text: a closed form such as "log(4/3)/2", or a decimal.
              A ball must lie within one unit of the decimal's last place; with = it must overlap a closed form's ball
              and be narrower than 1e-30
    relation  =, /=, <, <=, >, >=; for balls the inequality holds for every pair of their points, and /= a decimal means
              more than a unit of its last place away from it
    """

    by: Callable[..., Any]
    gives: Any
    on: Mapping[str, Any] = field(default_factory=dict)
    relation: str = "="
    because: str = ""

    def answer(self) -> Any:
        with flint.ctx.workprec(BITS):
            return self.by(**self.on)

    def is_enclosure(self) -> bool:
        """Whether it is met up to a ball's radius only."""
        return isinstance(self.gives, str) and isinstance(self.answer(), flint.arb)

    def check(self) -> None:
        found = self.answer()
        with flint.ctx.workprec(BITS):
            if not self._holds(found):
                raise ProofGap(
                    f"{self.about}: {self._name()} is {in_words(found)}, not {self._sign()}{in_words(self.gives)}"
                )

    def _holds(self, found: Any) -> bool:
        _exact_or_ball(found, self._name())
        if isinstance(found, str) or not (isinstance(found, flint.arb) or isinstance(self.gives, str)):
            return _compare(found, self.relation, self.gives)
        left = found if isinstance(found, flint.arb) else _ball(found)
        if self.relation in ("=", "/=") and isinstance(self.gives, str) and _is_decimal(self.gives):
            gap, unit = abs(left - flint.arb(self.gives)), flint.arb(10) ** -len(self.gives.partition(".")[2])
            return bool(gap < unit) if self.relation == "=" else bool(gap > unit)
        if self.relation != "=":
            return _compare(left, self.relation, _ball(self.gives))
        right = _ball(self.gives)
        return bool(left.overlaps(right)) and bool(left.rad() < flint.arb("1e-30"))

    def _name(self) -> str:
        return self.by.__name__.replace("_", " ").strip()

    def _sign(self) -> str:
        return "" if self.relation == "=" else f"{self.relation} "

    def shown(self) -> list[Shown]:
        given = ", ".join(f"{name} = {in_words(value)}" for name, value in self.on.items())
        why = f" ({self.because})" if self.because else ""
        return [
            Shown(None, "", f"{self._name()}" + (f" on {given}" if given else "")),
            Shown(None, self.relation, f"{in_words(self.gives)}{why}"),
        ]

    def falsified(self) -> Iterator[tuple[str, Step]]:
        yield "the opposite relation", replace(self, relation=OPPOSITE[self.relation])
        if self.relation == "=":
            for where, wrong in off_by_one(self.gives):
                yield f"{where} off", replace(self, gives=wrong)


def in_words(value: Any) -> str:
    """As a person would write it: fractions as 2/3, tuples in parentheses, functions by their names."""
    if isinstance(value, tuple):
        return f"({', '.join(in_words(v) for v in value)})"
    if isinstance(value, flint.arb):
        return value.str(15)
    if callable(value):
        return value.__name__.replace("_", " ").strip()
    text = str(value)
    if isinstance(value, int | Fraction) and len(text) > LEGIBLE:
        return f"about {Decimal(value.numerator) / Decimal(value.denominator):.9e}"
    return text


def off_by_one(value: Any, where: str = "the answer") -> Iterator[tuple[str, Any]]:
    """The same answer with one number changed, each in turn."""
    if isinstance(value, bool):
        yield where, not value
    elif isinstance(value, int | Fraction):
        yield where, value + 1
    elif isinstance(value, str) and _is_decimal(value):
        yield f"the sign of {where}", value[1:] if value[0] == "-" else "-" + value
        unit = Decimal(1).scaleb(-len(value.partition(".")[2]))
        for units in (-2, 2):  # it was rounded, so one unit more or less may be right, too
            wrong = Context(prec=len(value) + 2).add(Decimal(value), units * unit)
            yield f"the last place of {where}", format(wrong, "f")
    elif isinstance(value, str):
        yield f"the sign of {where}", f"-({value})"
    elif isinstance(value, tuple):
        for k, part in enumerate(value):
            for inner, wrong in off_by_one(part, f"number {k + 1} of {where}"):
                yield inner, (*value[:k], wrong, *value[k + 1 :])


def _is_decimal(text: str) -> bool:
    return "." in text and text.lstrip("-").replace(".", "", 1).isdigit()


def _ball(value: Any) -> flint.arb:
    if isinstance(value, str):
        return flint.arb(value) if _is_decimal(value) else evaluate_constant(expression(value))
    value = Fraction(value)
    return flint.arb(value.numerator) / value.denominator


def _compare(a: Any, relation: str, b: Any) -> bool:
    match relation:
        case "=":
            return bool(a == b)
        case "/=":
            return bool(a != b)
        case "<":
            return bool(a < b)
        case "<=":
            return bool(a <= b)
        case ">":
            return bool(a > b)
        case ">=":
            return bool(a >= b)
    raise ValueError(f"{relation!r} is not one of {', '.join(OPPOSITE)}")


def _exact_or_ball(value: Any, name: str) -> None:
    parts = value if isinstance(value, tuple) else (value,)
    for part in parts:
        if isinstance(part, tuple):
            _exact_or_ball(part, name)
        elif not isinstance(part, bool | int | Fraction | str | flint.arb):
            raise TypeError(f"{name} returned {part!r}: return integers, fractions, tuples or a ball, never a float")
