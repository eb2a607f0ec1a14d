"""A chain of inequalities: every line exhibits the non-negative quantity that was dropped, and why it is one."""

from __future__ import annotations

from dataclasses import dataclass

from theory.printing.plain import plain
from theory.proving.claim import Claim
from theory.proving.extremum import Touches
from theory.proving.formulas import Formula
from theory.proving.step import ProofGap, Shown, Step
from theory.terms.derivative import substituted
from theory.terms.expr import At, Div, Expect, Expr, Integral, Mul, Neg, Num


@dataclass(frozen=True)
class Drop:
    """The line above is `becomes` plus `dropped` (for >=), or `becomes` minus `dropped` (for <=); dropped >= 0.

    Without a lemma, `dropped` must be an integral of an integrand of proved sign (a square, a product of positive
    factors).  With one, it must equal the integral of  weight * f(argument)  where the lemma says f >= 0 and the
    weight is positive.  `moving` and `to` say when the bound is an equality: exactly where that function has that
    value, almost everywhere ("q" and "p": where q = p).  This is checked: there the argument is where f touches zero,
    and (argument - that point) and (moving - to) vanish together, their quotient having one sign.
    """

    becomes: Formula
    dropped: Formula
    because: str
    lemma: Claim | None = None
    weight: Formula = ""
    argument: Formula = ""
    moving: str = ""
    to: Formula = ""


@dataclass(frozen=True, kw_only=True)
class Bound(Step):
    """`start` >= ... >= the last line (or <=)."""

    start: Formula
    lines: tuple[Drop, ...]
    relation: str = ">="

    def check(self) -> None:
        here = self.expr(self.start)
        for number, line in enumerate(self.lines, start=1):
            where = f"line {number} ({line.because})"
            there, dropped = self.expr(line.becomes), self.expr(line.dropped)
            gap = here - there if self.relation == ">=" else there - here
            self.must_equal(gap, dropped, where)
            self._not_negative(line, dropped, where)
            here = there

    def _not_negative(self, line: Drop, dropped: Expr, where: str) -> None:
        if line.lemma is None:
            self.must_have_sign(_integrand(dropped), 1, f"{where}, the integrand of what is dropped")
            return
        lemma = touching(line.lemma)
        weight, argument = self.expr(line.weight), self.expr(line.argument)
        self.must_equal(dropped, Integral(weight * lemma.instance(argument)), f"{where}, what is dropped")
        self.must_have_sign(weight, 1, f"{where}, the weight")
        if lemma.domain == "(0, inf)":
            self.must_have_sign(argument, 1, f"{where}, the argument of the lemma")
        elif lemma.domain != "real":
            raise ProofGap(f"{where}: a lemma on {lemma.domain} cannot be used here")
        if line.moving:
            name, to = At(line.moving), self.expr(line.to)
            at = lemma.expr(lemma.at)
            self.must_equal(
                substituted(argument, name, to), at, f"{where}, the argument where {line.moving} = {line.to}"
            )
            if self.sign((argument - at) / (name - to)) is None:
                raise ProofGap(f"{self.about}: {where}: equality is not shown to need {line.moving} = {plain(to)}")

    def uses(self) -> frozenset[str]:
        return super().uses() | {line.lemma.id for line in self.lines if line.lemma}

    def shown(self) -> list[Shown]:
        rows = [Shown(self.expr(self.start), "", "")]
        for line in self.lines:
            rows.append(Shown(self.expr(line.becomes), self.relation, line.because))
            equality = f"; equality iff {line.moving} = {line.to} almost everywhere" if line.moving else ""
            by = f"by {line.lemma.id}" if line.lemma else "a non-negative integrand"
            rows.append(Shown(self.expr(line.dropped), "dropped", by + equality))
        return rows


def touching(lemma: Claim) -> Touches:
    """The one-variable inequality that a claim proves."""
    for step in lemma.proof:
        if isinstance(step, Touches):
            return step
    raise ProofGap(f"{lemma.id} proves no one-variable inequality")


def _integrand(e: Expr) -> Expr:
    """The integrand of c * Integral(h) with c > 0; sums of such are not accepted, so that each drop is one idea."""
    match e:
        case Integral(body, _):
            return body
        case Expect(law, body, _):
            return law * body
        case Mul((Num(c), rest)) if c > 0:
            return _integrand(rest)
        case Mul((Div(Num(a), Num(b)), rest)) if a / b > 0:
            return _integrand(rest)
        case Div(top, Num(c)) if c > 0:
            return _integrand(top)
        case Neg(Integral(body, _)):
            return Neg(body)
    raise ProofGap(f"what is dropped, {plain(e)}, must be an integral (or a positive multiple of one)")
