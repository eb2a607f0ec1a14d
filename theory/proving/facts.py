"""Single facts: two sides that differ, a number on a given case, a special case, a sign."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

import flint

from theory.deciding.balls import Case, evaluate
from theory.printing.plain import plain
from theory.proving.formulas import Formula
from theory.proving.step import ProofGap, Shown, Step
from theory.proving.witness import witness_in_words
from theory.terms.derivative import substituted
from theory.terms.expr import At, Expr, Num, Sym

#: The two-point pair R4: p = (1/2, 1/2), q = (1/4, 3/4), moving with q' = (1, -1).
R4 = Case({"p": (Fraction(1, 2),) * 2, "q": (Fraction(1, 4), Fraction(3, 4)), "q'": (Fraction(1), Fraction(-1))},
          {}, (Fraction(1),) * 2)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Differ(Step):
    """The two sides are not equal: the decision procedure finds a case on which their enclosures are disjoint."""

    left: Formula
    right: Formula

    def check(self) -> None:
        verdict = self.decide(self.expr(self.left), self.expr(self.right))
        if not verdict.witness:
            raise ProofGap(f"{self.about}: the sides are {verdict.answer}: {verdict.reason}")

    def falsified(self) -> Iterator[tuple[str, Step]]:
        yield "equal sides", replace(self, left=self.right)

    def shown(self) -> list[Shown]:
        verdict = self.decide(self.expr(self.left), self.expr(self.right))
        found = witness_in_words(verdict.witness) if verdict.witness else verdict.reason
        return [Shown(self.expr(self.left), "", ""), Shown(self.expr(self.right), "/=", found)]


@dataclass(frozen=True, kw_only=True)
class Number(Step):
    """On a finite case, `of` is the given decimal, to the last digit but one (a certified enclosure)."""

    of: Formula
    is_about: str
    case: Case = R4

    def check(self) -> None:
        digits = len(self.is_about.partition(".")[2])
        with flint.ctx.workprec(4 * digits + 64):
            ball = evaluate(self.expr(self.of), self.case).ball.real
            # the decimal was rounded: it is within one unit of its last place
            if not abs(ball - flint.arb(self.is_about)) < flint.arb(10) ** -digits:
                raise ProofGap(f"{self.about}: {plain(self.expr(self.of))} is {ball.str(digits)}, not {self.is_about}")

    def falsified(self) -> Iterator[tuple[str, Step]]:
        wrong = self.is_about[1:] if self.is_about.startswith("-") else "-" + self.is_about
        yield "the sign of the number", replace(self, is_about=wrong)

    def shown(self) -> list[Shown]:
        case = ", ".join(f"{k} = ({', '.join(map(str, v))})" for k, v in self.case.functions.items())
        return [Shown(self.expr(self.of), "", f"on {case}"), Shown(None, "=", f"{self.is_about} (certified)")]


@dataclass(frozen=True, kw_only=True)
class Special(Step):
    """With some functions or parameters replaced, `of` becomes `gives`: `put` is {"q": "p"} for the case q = p."""

    of: Formula
    put: Mapping[str, str]
    gives: Formula
    because: str

    def at(self, e: Expr) -> Expr:
        for name, text in self.put.items():
            new = self.expr(text)
            e = substituted(substituted(e, Sym(name), new), At(name), new)
        return e

    def contributes(self, path: tuple[str | int, ...], e: Expr) -> Expr:
        return self.at(e) if path[-1] == "of" else e

    def check(self) -> None:
        e = self.at(self.expr(self.of))
        self.must_equal(e, self.expr(self.gives), f"the special case ({self.because})")

    def shown(self) -> list[Shown]:
        put = ", ".join(f"{a} = {b}" for a, b in self.put.items())
        return [Shown(self.expr(self.of), "", f"at {put}"), Shown(self.expr(self.gives), "=", self.because)]


@dataclass(frozen=True, kw_only=True)
class Sign(Step):
    """`of` is positive (or negative) on the domain, up to a null set: a square is positive though it may vanish
    somewhere."""

    of: Formula
    positive: bool = True
    because: str

    def check(self) -> None:
        self.must_have_sign(self.expr(self.of), 1 if self.positive else -1, self.because)

    def shown(self) -> list[Shown]:
        return [Shown(self.expr(self.of), "", ""), Shown(Num(Fraction(0)), ">" if self.positive else "<", self.because)]
