"""What every step of a proof can do: check itself, show its lines, and say on what it rests."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from theory.deciding.decide import Verdict, decide
from theory.deciding.positive import sign_of
from theory.printing.plain import plain
from theory.proving.formulas import Formula, expression, formulas, setting
from theory.proving.witness import witness_in_words
from theory.terms.expr import At, Expect, Expr, walk


class ProofGap(Exception):
    """A line that does not follow; the text says which, why it was said to hold, and what was found instead."""


@dataclass(frozen=True)
class Shown:
    """A printed line: `relation` joins it to the line above ("" for the first)."""

    expr: Expr | None
    relation: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Step(ABC):
    """Base of all steps.

    about        what the step shows, in words
    symbols      domains of the parameters in it, as text: {"t": "(0, inf)"}
    normalised   whether p and q integrate to one
    """

    about: str
    symbols: Mapping[str, str] | None = None
    normalised: bool = True

    @abstractmethod
    def check(self) -> None:
        """Raise ProofGap unless the step holds."""

    @abstractmethod
    def shown(self) -> list[Shown]:
        """The lines that are printed."""

    def contributes(self, path: tuple[str | int, ...], e: Expr) -> Expr:
        """What the formula at `path` contributes to the truth of the step: itself, or its derivative, its value, ..."""
        return e

    def variables(self) -> Mapping[str, str]:
        """Parameters that the step declares by itself, with their domains."""
        return {}

    def falsified(self) -> Iterator[tuple[str, Step]]:
        """False versions of this step beyond those with one formula broken; a test sees each of them fail."""
        return iter(())

    def uses(self) -> frozenset[str]:
        """Ids of the claims this step appeals to: by its kind, and by what its formulas contain."""
        noise = any(
            isinstance(part, Expect) and part.law == At("p_z", part.var)
            for _, formula in formulas(self)
            for part in walk(self.expr(formula))
        )
        return frozenset({"image-measure"}) if noise else frozenset()

    # for the steps themselves

    def expr(self, formula: Formula) -> Expr:
        return expression(formula, self.symbols)

    def decide(self, left: Expr, right: Expr, **more: str) -> Verdict:
        return decide(left, right, setting({**(self.symbols or {}), **more}, normalised=self.normalised))

    def sign(self, e: Expr, **more: str) -> int | None:
        return sign_of(e, setting({**(self.symbols or {}), **more}, normalised=self.normalised))

    def must_equal(self, left: Expr, right: Expr, where: str, **more: str) -> None:
        verdict = self.decide(left, right, **more)
        if verdict.equal:
            return
        if verdict.witness:
            found = f"it is false: {witness_in_words(verdict.witness)}"
        else:
            found = f"it is not proved: {verdict.reason}; write a smaller step"
        raise ProofGap(f"{self.about}: {where}: {plain(left)} = {plain(right)}\n  {found}")

    def must_have_sign(self, e: Expr, sign: int, where: str, **more: str) -> None:
        if self.sign(e, **more) != sign:
            word = "positive" if sign > 0 else "negative"
            raise ProofGap(f"{self.about}: {where}: {plain(e)} is not shown to be {word} on the whole domain")
