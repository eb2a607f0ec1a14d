"""One-variable arguments: a unique extremum, and an inequality that touches zero at one point.

Both rest on the sign of a derivative, and the sign is proved, not sampled: a function whose slope has the sign of
(at - y) climbs to its only maximum at y = at and falls after it, so the ends of the interval are worse.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from theory.proving.formulas import Formula
from theory.proving.step import ProofGap, Shown, Step
from theory.terms.derivative import by_symbol, substituted
from theory.terms.expr import Expr, Sym, as_expr


@dataclass(frozen=True, kw_only=True)
class Extremum(Step):
    """`of`, as a function of the parameter `over` in (0, 1) or its declared domain, is extremal exactly at `at`.

    slope        its derivative; it must have the sign of (at - over) for a maximum, of (over - at) for a minimum
    curvature    its second derivative, negative (positive) everywhere: strict concavity (convexity), a second
                 reason for uniqueness
    """

    of: Formula
    over: str
    at: Formula
    slope: Formula
    curvature: Formula
    maximum: bool = True
    domain: str = "(0, 1)"

    def contributes(self, path: tuple[str | int, ...], e: Expr) -> Expr:
        return by_symbol(e, self.over) if path[-1] == "of" else e

    def variables(self) -> Mapping[str, str]:
        return {self.over: self.domain}

    def check(self) -> None:
        y, of, at = Sym(self.over), self.expr(self.of), self.expr(self.at)
        slope, curvature = self.expr(self.slope), self.expr(self.curvature)
        where = {self.over: self.domain}
        down = 1 if self.maximum else -1
        self.must_equal(by_symbol(of, self.over), slope, "the slope", **where)
        self.must_have_sign((at - y) * slope, down, "the slope changes sign at the extremum and nowhere else", **where)
        self.must_equal(by_symbol(slope, self.over), curvature, "the curvature", **where)
        self.must_have_sign(curvature, -down, "the curvature", **where)
        if self.domain == "(0, 1)":
            self.must_have_sign(at, 1, "the extremum lies inside")
            self.must_have_sign(as_expr(1) - at, 1, "the extremum lies inside")

    def shown(self) -> list[Shown]:
        word, bend = ("maximum", "strictly concave") if self.maximum else ("minimum", "strictly convex")
        way = f"{word} - {self.over}" if self.maximum else f"{self.over} - {word}"
        return [
            Shown(self.expr(self.of), "", f"as a function of {self.over} in {self.domain}"),
            Shown(self.expr(self.slope), "slope", f"it has the sign of ({way}), so the ends are worse"),
            Shown(self.expr(self.curvature), "curvature", bend),
            Shown(self.expr(self.at), word, "unique, where the slope changes sign"),
        ]


@dataclass(frozen=True, kw_only=True)
class Touches(Step):
    """`of` >= 0 for every `over` in `domain`, and it is 0 only at `at`: there it is zero, and its slope points away."""

    of: Formula
    over: str
    at: Formula
    slope: Formula
    domain: str = "(0, inf)"

    def variables(self) -> Mapping[str, str]:
        return {self.over: self.domain}

    def check(self) -> None:
        u, of, at, slope = Sym(self.over), self.expr(self.of), self.expr(self.at), self.expr(self.slope)
        where = {self.over: self.domain}
        self.must_equal(substituted(of, u, at), as_expr(0), "the value where it touches")
        self.must_equal(by_symbol(of, self.over), slope, "the slope", **where)
        self.must_have_sign(slope * (u - at), 1, "the slope points away from where it touches", **where)

    def instance(self, argument: Expr) -> Expr:
        """The left side of the inequality at another argument."""
        return substituted(self.expr(self.of), Sym(self.over), argument)

    def shown(self) -> list[Shown]:
        return [
            Shown(self.expr(self.of), "", f"for {self.over} in {self.domain}; it is 0 at {self.at}"),
            Shown(self.expr(self.slope), "slope", f"it has the sign of ({self.over} - {self.at})"),
            Shown(as_expr(0), ">=", f"with equality only at {self.over} = {self.at}"),
        ]


__all__ = ["Extremum", "ProofGap", "Touches"]
