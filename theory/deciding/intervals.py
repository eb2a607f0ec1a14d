"""The ends of a domain as rational numbers, where they are; otherwise as rational bounds that contain it."""

from __future__ import annotations

from fractions import Fraction

from flint import arb

from theory.deciding.balls import Undefined, evaluate_constant
from theory.deciding.blocked import Blocked
from theory.terms.domain import Domain
from theory.terms.expr import Call, Expr, Neg, Num


def ends(domain: Domain) -> tuple[Fraction | None, Fraction | None]:
    """Lower and upper end; an irrational end is rounded outwards, so what is proved holds on more than asked."""
    return _end(domain.lower, -1), _end(domain.upper, 1)


def _end(e: Expr | None, outwards: int) -> Fraction | None:
    if e is None:
        return None
    if isinstance(e, Num):
        return e.value
    try:
        ball = evaluate_constant(e)
    except Undefined as why:
        raise Blocked(f"a domain whose end is not a number: {why}") from why
    edge: arb = ball.upper() if outwards > 0 else ball.lower()
    man, exp = edge.man_exp()
    return Fraction(int(man)) * Fraction(2) ** int(exp)


def exp_ends(domain: Domain) -> tuple[Fraction | None, Fraction | None]:
    """Bounds of exp(t) for t in the domain, where an end is 0 or the logarithm of a rational number; else None."""
    return _exp_end(domain.lower), _exp_end(domain.upper)


def _exp_end(e: Expr | None) -> Fraction | None:
    match e:
        case Num(value) if value == 0:
            return Fraction(1)
        case Call("log", (Num(value),)) if value > 0:
            return value
        case Neg(Call("log", (Num(value),))) if value > 0:
            return 1 / value
    return None
