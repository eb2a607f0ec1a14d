"""Broken pages: every formula of every proof, broken in the usual ways.

A mutant is a proof with one formula changed: its sign, a factor 2, p and q exchanged, or the sign of one of its terms.
Some changes break nothing (JSD is symmetric; 2 times 0 is 0): whether the changed *line* still says something true is
decided by the second road, ball arithmetic on random cases, not by the procedure under test.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import flint

from theory.deciding.balls import Undefined, evaluate
from theory.deciding.cases import cases
from theory.deciding.vocabulary import vocabulary
from theory.proving.claim import Claim
from theory.proving.facts import Differ, Sign
from theory.proving.formulas import expression, formulas, setting, with_formula
from theory.proving.step import Step
from theory.terms.expr import Add, At, Expr, Neg, as_expr, children, rebuild
from theory.terms.named import ABBREVIATIONS

CASES = 12


@dataclass(frozen=True)
class Mutant:
    claim: str
    step: Step
    where: str


def swapped(e: Expr) -> Expr:
    """p and q exchanged everywhere, in D* and m too."""
    if isinstance(e, At):
        if e.name in ABBREVIATIONS:
            return swapped(ABBREVIATIONS[e.name](e.var))
        return At({"p": "q", "q": "p"}.get(e.name, e.name), e.var)
    kids = children(e)
    return rebuild(e, tuple(swapped(c) for c in kids)) if kids else e


def broken(e: Expr) -> Iterator[tuple[str, Expr]]:
    yield "sign", Neg(e)
    yield "factor 2", as_expr(2) * e
    yield "p and q exchanged", swapped(e)
    if isinstance(e, Add):
        for k, term in enumerate(e.args):
            other = term.arg if isinstance(term, Neg) else Neg(term)
            yield f"sign of term {k + 1}", Add((*e.args[:k], other, *e.args[k + 1 :]))


def same_on_cases(step: Step, a: Expr, b: Expr) -> bool:
    """Do the two agree on random small cases?  Evaluated in balls; no normal form is involved."""
    symbols = dict(step.symbols or {})
    symbols |= step.variables()
    where = setting(symbols, normalised=step.normalised)
    tried = 0
    for case in cases(vocabulary(a, b), where):
        try:
            with flint.ctx.workprec(96):
                if not evaluate(a, case).ball.overlaps(evaluate(b, case).ball):
                    return False
        except (Undefined, ZeroDivisionError):
            continue
        tried += 1
        if tried == CASES:
            break
    return True


def mutants(claim: Claim) -> Iterator[Mutant]:
    """Every mutant of the steps (those too that show a hypothesis to be needed) whose changed line is false."""
    steps = (*claim.proof, *(need.shown_by for need in claim.needed))
    for number, step in enumerate(steps, start=1):
        for how, wrong in step.falsified():
            yield Mutant(claim.id, wrong, f"step {number} ({step.about}): {how}")
        if isinstance(step, Differ):  # two sides that differ still differ when one is doubled
            continue
        for path, formula in formulas(step):
            e = expression(formula, step.symbols)
            for how, bad in broken(e):
                where = f"step {number} ({step.about}), {'.'.join(map(str, path))}: {how}"
                if isinstance(step, Sign) and how != "sign":
                    continue  # twice a positive quantity is positive
                if same_on_cases(step, step.contributes(path, e), step.contributes(path, bad)):
                    continue
                yield Mutant(claim.id, with_formula(step, path, bad), where)
