"""A hypothesis dropped: the same step under weaker assumptions, seen failing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from theory.printing.plain import plain
from theory.proving.step import ProofGap, Shown, Step


@dataclass(frozen=True, kw_only=True)
class Dropped(Step):
    """`step` holds, and no longer holds with the fields in `change`: {"normalised": False}, {"domain": "real"}, ..."""

    step: Step
    change: Mapping[str, Any]

    def check(self) -> None:
        self.step.check()
        if not self.failure():
            raise ProofGap(f"{self.about}: the step holds without the hypothesis, with {dict(self.change)}")

    def failure(self) -> str:
        """What is found when the hypothesis is dropped; empty if nothing is wrong then."""
        try:
            replace(self.step, **self.change).check()
        except ProofGap as found:
            return str(found).partition("\n  ")[2] or str(found)
        return ""

    def uses(self) -> frozenset[str]:
        return self.step.uses()

    def shown(self) -> list[Shown]:
        first = self.step.shown()[0]
        name = plain(first.expr) if first.expr is not None else first.reason
        return [Shown(None, "", f"{self.step.about}: {name}"), Shown(None, "fails", self.failure())]

    def falsified(self) -> Iterator[tuple[str, Step]]:
        yield "nothing dropped", replace(self, change={})
