"""The derivative of a functional as the generator's density moves, with the discriminator frozen or following."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from theory.proving.formulas import Formula, with_formula
from theory.proving.step import Shown, Step
from theory.terms.derivative import along, by_symbol, substituted
from theory.terms.expr import At, Expr


@dataclass(frozen=True, kw_only=True)
class Gradient(Step):
    """d/dtheta of `of` equals `gives`, where q moves with velocity q' = dq/dtheta (written `qdot`).

    A bare `D` in `of` does not move.  With `frozen`, D is set to that expression *after* differentiating: the gradient
    a generator receives from a discriminator that is held fixed.  `Dstar` in `of` moves with q: the total derivative.
    """

    of: Formula
    gives: Formula
    because: str
    frozen: Formula = ""

    def derivative(self) -> Expr:
        slope = along(self.expr(self.of))
        if self.frozen:
            slope = substituted(slope, At("D"), self.expr(self.frozen))
        return slope

    def check(self) -> None:
        self.must_equal(self.derivative(), self.expr(self.gives), f"the derivative ({self.because})")

    def contributes(self, path: tuple[str | int, ...], e: Expr) -> Expr:
        return with_formula(self, path, e).derivative() if path[-1] in ("of", "frozen") else e

    def uses(self) -> frozenset[str]:
        return super().uses() | {"differentiation-under-the-integral"}

    def shown(self) -> list[Shown]:
        held = ", D held fixed" if self.frozen else ""
        return [
            Shown(self.expr(self.of), "", f"q moves with velocity q' = dq/dtheta{held}"),
            Shown(self.expr(self.gives), "d/dtheta", self.because),
        ]


@dataclass(frozen=True, kw_only=True)
class Slope(Step):
    """d/dt of a function of one real parameter."""

    of: Formula
    over: str
    gives: Formula
    because: str
    domain: str = "real"

    def contributes(self, path: tuple[str | int, ...], e: Expr) -> Expr:
        return by_symbol(e, self.over) if path[-1] == "of" else e

    def variables(self) -> Mapping[str, str]:
        return {self.over: self.domain}

    def check(self) -> None:
        slope = by_symbol(self.expr(self.of), self.over)
        self.must_equal(slope, self.expr(self.gives), f"the derivative ({self.because})", **{self.over: self.domain})

    def shown(self) -> list[Shown]:
        return [
            Shown(self.expr(self.of), "", f"for {self.over} in {self.domain}"),
            Shown(self.expr(self.gives), f"d/d{self.over}", self.because),
        ]
