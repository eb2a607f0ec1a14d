"""A function of one parameter near a point: its value, its slope and its second derivative there, all exact."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from theory.proving.formulas import Formula
from theory.proving.step import Shown, Step
from theory.terms.derivative import by_symbol, substituted
from theory.terms.expr import Expect, Expr, Functional, Integral, Sym, walk


@dataclass(frozen=True, kw_only=True)
class Expansion(Step):
    """of = value + slope * e + second * e^2/2 + o(e^2), where e = over - at tends to 0 (without `second`: + o(e))."""

    of: Formula
    over: str
    at: Formula = "0"
    value: Formula
    slope: Formula
    second: Formula = ""
    because: str

    def variables(self) -> Mapping[str, str]:
        return {self.over: "(0, 1)"}

    def coefficients(self, of: Expr) -> tuple[Expr, ...]:
        """The derivatives of order 0, 1 and 2 at the point."""
        first = by_symbol(of, self.over)
        orders = (of, first, by_symbol(first, self.over)) if self.second else (of, first)
        return tuple(substituted(e, Sym(self.over), self.expr(self.at)) for e in orders)

    def contributes(self, path: tuple[str | int, ...], e: Expr) -> Expr:
        if path[-1] != "of":
            return e
        return sum((k * c for k, c in enumerate(self.coefficients(e)[1:], start=2)), self.coefficients(e)[0])

    def check(self) -> None:
        said = [("the value", self.value), ("the slope", self.slope), ("the second derivative", self.second)]
        for (what, formula), found in zip(said, self.coefficients(self.expr(self.of)), strict=False):
            self.must_equal(found, self.expr(formula), f"{what} at {self.over} = {self.at} ({self.because})")

    def uses(self) -> frozenset[str]:
        integrals = any(isinstance(part, Integral | Expect | Functional) for part in walk(self.expr(self.of)))
        return super().uses() | ({"differentiation-under-the-integral"} if integrals else frozenset())

    def shown(self) -> list[Shown]:
        rows = [
            Shown(self.expr(self.of), "", f"near {self.over} = {self.at}"),
            Shown(self.expr(self.value), "value", ""),
            Shown(self.expr(self.slope), "slope", "" if self.second else self.because),
        ]
        return rows + ([Shown(self.expr(self.second), "second", self.because)] if self.second else [])
