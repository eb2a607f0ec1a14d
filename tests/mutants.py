"""Broken pages: every formula of every proof, broken in the usual ways.

A mutant is a proof with one formula changed: its sign, a factor 2, p and q exchanged, or the sign of one of its terms.
Some changes break nothing (JSD is symmetric; 2 times 0 is 0): whether the changed *line* still says something true is
decided by the second road, ball arithmetic on random cases, not by the procedure under test.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import flint

from theory.deciding.balls import Undefined, evaluate
from theory.deciding.cases import cases
from theory.deciding.vocabulary import vocabulary
from theory.proving.claim import Claim
from theory.proving.extremum import Extremum, Touches
from theory.proving.facts import Differ, Number, Sign, Special
from theory.proving.formulas import expression, formulas, setting, with_formula
from theory.proving.gradient import Gradient, Slope
from theory.proving.step import Step
from theory.terms.derivative import by_symbol, substituted
from theory.terms.expr import Add, At, Expr, Neg, Sym, as_expr, children, rebuild
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


def what_it_says(step: Step, path: tuple, e: Expr) -> Expr:
    """What a formula contributes to the truth of its line: its derivative, its special value, or itself."""
    last = path[-1]
    if isinstance(step, Gradient) and last in ("of", "frozen"):
        return with_formula(step, path, e).derivative()
    if isinstance(step, Slope | Extremum) and last == "of":
        return by_symbol(e, step.over)
    if isinstance(step, Special) and last == "of":
        for name, text in step.put.items():
            new = step.expr(text)
            e = substituted(substituted(e, Sym(name), new), At(name), new)
    return e


def same_on_cases(step: Step, a: Expr, b: Expr) -> bool:
    """Do the two agree on random small cases?  Evaluated in balls; no normal form is involved."""
    symbols = dict(step.symbols or {})
    if isinstance(step, Extremum | Touches | Slope):
        symbols[step.over] = step.domain
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
    """Every mutant of the claim's proof whose changed line is false."""
    for number, step in enumerate(claim.proof, start=1):
        if isinstance(step, Differ):  # it breaks when the sides are the same after all
            yield Mutant(claim.id, replace(step, left=step.right), f"step {number}: equal sides")
            continue
        for path, formula in formulas(step):
            e = expression(formula, step.symbols)
            for how, bad in broken(e):
                where = f"step {number} ({step.about}), {'.'.join(map(str, path))}: {how}"
                if isinstance(step, Sign) and how != "sign":
                    continue  # twice a positive quantity is positive
                if same_on_cases(step, what_it_says(step, path, e), what_it_says(step, path, bad)):
                    continue
                yield Mutant(claim.id, with_formula(step, path, bad), where)
        if isinstance(step, Number):
            wrong = "-" + step.is_about if not step.is_about.startswith("-") else step.is_about[1:]
            yield Mutant(claim.id, replace(step, is_about=wrong), f"step {number}: the sign of the number")
