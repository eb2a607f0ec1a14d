"""Inequalities between generators of f-divergences: convex functions above tangents, and what may replace convexity.

A bound D_f <= c D_g holds as soon as h = c g - f is nowhere negative, where h touches zero at 1.  Three reasons are
known to the steps below, and each checks every sign it speaks of on the whole domain.

    Convex        h'' > 0
    BendsOnce     h'' has the sign of an increasing function, and h >= 0 at the left end: first concave, then convex
    AboveChord    h is concave on (0, 1) and not negative at both ends; beyond 1 it is its own mirror image
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

import flint

from theory.deciding.balls import Case, Undefined, evaluate
from theory.printing.plain import plain
from theory.proving.extremum import Touches
from theory.proving.formulas import Formula
from theory.proving.step import ProofGap, Shown
from theory.reading import read_domain
from theory.terms.derivative import by_symbol, substituted
from theory.terms.expr import Call, Expr, Sym, as_expr

ZERO = as_expr(0)


@dataclass(frozen=True, kw_only=True)
class Convex(Touches):
    """`of` >= 0 for `over` in `domain`, zero only at `at`: value and slope vanish there, and the curvature is positive.

    A convex function lies above its tangent.  `becomes` are parameters that turn into functions of a point when the
    inequality is integrated: {"t": "T(x)"}.
    """

    curvature: Formula
    becomes: Mapping[str, str] = field(default_factory=dict)

    def check(self) -> None:
        at, where = self._tangent(), self.variables()
        self.must_have_sign(self.expr(self.curvature), 1, "the curvature", **where)
        ends = read_domain(self.domain)
        for inside in (
            None if ends.lower is None else at - ends.lower,
            None if ends.upper is None else ends.upper - at,
        ):
            if inside is not None:
                self.must_have_sign(inside, 1, "the point where it touches lies inside")

    def _tangent(self) -> Expr:
        """The value and the slope vanish at the point that is returned; slope and curvature are the derivatives."""
        u, of, at = Sym(self.over), self.expr(self.of), self.expr(self.at)
        slope, where = self.expr(self.slope), self.variables()
        self.must_equal(substituted(of, u, at), ZERO, "the value where it touches")
        self.must_equal(by_symbol(of, self.over), slope, "the slope", **where)
        self.must_equal(substituted(slope, u, at), ZERO, "the slope where it touches")
        self.must_equal(by_symbol(slope, self.over), self.expr(self.curvature), "the curvature", **where)
        return at

    def instance(self, argument: Expr) -> Expr:
        e = super().instance(argument)
        for name, text in self.becomes.items():
            e = substituted(e, Sym(name), self.expr(text))
        return e

    def shown(self) -> list[Shown]:
        return [
            Shown(
                self.expr(self.of), "", f"for {self.over} in {self.domain}; it is 0 at {self.at}, and so is its slope"
            ),
            Shown(self.expr(self.slope), "slope", ""),
            Shown(self.expr(self.curvature), "curvature", "positive: convex"),
            Shown(ZERO, ">=", f"with equality only at {self.over} = {self.at}"),
        ]


@dataclass(frozen=True, kw_only=True)
class BendsOnce(Convex):
    """`of` >= 0 on (0, inf), zero only at `at`: first concave, then convex, and not negative at the left end.

    The curvature has the sign of `bend`, which increases and is positive at `at`.  So the function is convex from some
    point t0 < at on: above its tangent there, that is above 0.  On (0, t0) it is concave, so it lies above the chord
    from its limit at 0 to its value at t0.  The limit is that of  without_log + times * over * log(over),  where both
    parts are continuous at 0: without_log at 0, called `end`.

    mirrored     this was shown for (0, 1) only, and h(t) = t h(1/t): the generator of a symmetric divergence
    """

    bend: Formula
    bend_slope: Formula
    without_log: Formula
    times: Formula
    end: Formula
    mirrored: bool = False

    def check(self) -> None:
        u, of, at = Sym(self.over), self.expr(self.of), self._tangent()
        bend, near = self.expr(self.bend), {self.over: "(0, 1)" if self.mirrored else self.domain}
        if self.domain != "(0, inf)":
            raise ProofGap(f"{self.about}: a generator lives on (0, inf), not on {self.domain}")
        self.must_have_sign(self.expr(self.curvature) * bend, 1, "the curvature has the sign of the bend", **near)
        self.must_equal(by_symbol(bend, self.over), self.expr(self.bend_slope), "the slope of the bend", **near)
        self.must_have_sign(self.expr(self.bend_slope), 1, "the bend increases", **near)
        self.must_have_sign(substituted(bend, u, at), 1, "the bend where it touches")
        if self.mirrored:
            self.must_equal(at, as_expr(1), "the point where it touches is its own mirror image")
            mirror_image(self, of)
        limit_at_zero(self, of, self.expr(self.without_log), self.expr(self.times), self.expr(self.end))

    def shown(self) -> list[Shown]:
        mirror = f"; h({self.over}) = {self.over} h(1/{self.over})" if self.mirrored else ""
        return [
            *super().shown()[:2],
            Shown(self.expr(self.curvature), "curvature", "first negative, then positive: it has the sign of"),
            Shown(self.expr(self.bend), "bend", f"increasing{' on (0, 1)' if self.mirrored else ''}"),
            Shown(self.expr(self.end), "at 0", "above the chord on the concave part" + mirror),
            Shown(ZERO, ">=", f"with equality only at {self.over} = {self.at}"),
        ]


@dataclass(frozen=True, kw_only=True)
class AboveChord(Touches):
    """`of` >= 0 on (0, inf), zero only at 1: on (0, 1) it is `left`, concave, `end` >= 0 at 0 and 0 at 1; mirrored.

    A concave function lies above its chords; beyond 1, h(t) = t h(1/t).
    """

    left: Formula
    curvature: Formula
    without_log: Formula
    times: Formula
    end: Formula

    def contributes(self, path: tuple[str | int, ...], e: Expr) -> Expr:
        return e

    def check(self) -> None:
        u, of, left = Sym(self.over), self.expr(self.of), self.expr(self.left)
        near = {self.over: "(0, 1)"}
        self.must_equal(self.expr(self.at), as_expr(1), "it touches at 1")
        self.must_equal(of, left, "on the left of 1", **near)
        self.must_equal(substituted(left, u, as_expr(1)), ZERO, "the value where it touches")
        self.must_equal(by_symbol(left, self.over), self.expr(self.slope), "the slope on the left", **near)
        self.must_equal(by_symbol(self.expr(self.slope), self.over), self.expr(self.curvature), "the curvature", **near)
        self.must_have_sign(self.expr(self.curvature), -1, "the curvature on the left", **near)
        limit_at_zero(self, left, self.expr(self.without_log), self.expr(self.times), self.expr(self.end))
        mirror_image(self, of)

    def shown(self) -> list[Shown]:
        return [
            Shown(
                self.expr(self.of),
                "",
                f"for {self.over} in {self.domain}; h({self.over}) = {self.over} h(1/{self.over})",
            ),
            Shown(self.expr(self.left), "on (0, 1)", f"{plain(self.expr(self.end))} at 0, and 0 at 1"),
            Shown(self.expr(self.curvature), "curvature", "negative: above its chord"),
            Shown(ZERO, ">=", f"with equality only at {self.over} = 1"),
        ]


def mirror_image(step: Touches, of: Expr) -> None:
    """h(t) = t h(1/t): what happens beyond 1 has happened before 1."""
    t = Sym(step.over)
    step.must_equal(of, t * substituted(of, t, as_expr(1) / t), "it is its own mirror image", **step.variables())


def limit_at_zero(step: Touches, of: Expr, without_log: Expr, times: Expr, end: Expr) -> None:
    """of = without_log + times * t log t on the left of 1, both continuous at 0, and the limit `end` is not negative.

    What is built from continuous functions, with no division by 0 and no logarithm of 0 at t = 0, is continuous there;
    t log t tends to 0.
    """
    t, near = Sym(step.over), {step.over: "(0, 1)"}
    step.must_equal(of, without_log + times * t * Call("log", (t,)), "the logarithm of t split off", **near)
    for part in (without_log, times):
        try:
            value = evaluate(part, Case(parameters={step.over: Fraction(0)}))
        except (Undefined, ZeroDivisionError) as why:
            raise ProofGap(f"{step.about}: {plain(part)} has no value at 0: {why}") from why
        if value.left_the_reals:
            raise ProofGap(f"{step.about}: {plain(part)} is not real at 0")
    step.must_equal(substituted(without_log, t, ZERO), end, "the limit at 0")
    with flint.ctx.workprec(256):
        if not step.decide(end, ZERO).equal and step.sign(end) != 1:
            raise ProofGap(f"{step.about}: the limit at 0, {plain(end)}, is not shown to be zero or positive")
