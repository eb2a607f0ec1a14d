"""A chain of equalities, one line at a time, the way it is written on a blackboard."""

from __future__ import annotations

from dataclasses import dataclass

from theory.proving.formulas import Formula
from theory.proving.step import Shown, Step


@dataclass(frozen=True)
class Line:
    """`becomes` equals the line above, `because` of a reason a student can follow."""

    becomes: Formula
    because: str


@dataclass(frozen=True, kw_only=True)
class Calc(Step):
    """Every line equals the one above; each equality is decided by itself."""

    start: Formula
    lines: tuple[Line, ...]

    def check(self) -> None:
        here = self.expr(self.start)
        for number, line in enumerate(self.lines, start=1):
            there = self.expr(line.becomes)
            self.must_equal(here, there, f"line {number} ({line.because})")
            here = there

    def shown(self) -> list[Shown]:
        rows = [Shown(self.expr(self.start), "", "")]
        return rows + [Shown(self.expr(line.becomes), "=", line.because) for line in self.lines]
