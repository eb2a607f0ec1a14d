"""Which integral a point belongs to.

A scope is the tuple of variables bound by the integrals around an expression, the innermost last; None stands for an
integral whose variable was left unsaid.  A name without a point (`log D` under E_p) belongs to the innermost integral.
"""

from __future__ import annotations

from theory.deciding.blocked import Blocked
from theory.terms.expr import (
    Add,
    At,
    Call,
    Div,
    Expect,
    Expr,
    Functional,
    Integral,
    Mul,
    Neg,
    Num,
    Pow,
    Sym,
    as_expr,
    children,
    rebuild,
)

FREE = -1
#: (f(x) - f(y))^n inside a double integral is multiplied out up to this n.
LARGEST_SQUARED_OUT = 6


def level_of(var: str | None, scope: tuple[str | None, ...]) -> int:
    """Index in the scope of the integral that binds `var`, or FREE."""
    if var is None:
        return len(scope) - 1
    for k in range(len(scope) - 1, -1, -1):
        if scope[k] == var:
            return k
    for k in range(len(scope) - 1, -1, -1):
        if scope[k] is None:
            return k
    # E_{x ~ q}[h(G(z))] is a common way to write the push-forward: one integral around, and it means that one
    return len(scope) - 1 if scope and var.startswith("G(") else FREE


def levels_in(e: Expr, scope: tuple[str | None, ...]) -> set[int]:
    """The integrals of `scope` whose point occurs in `e`."""
    match e:
        case At(_, var):
            return {level_of(var, scope)} - {FREE}
        case Sym(name) if name in scope:
            return {level_of(name, scope)}
        case Integral(body, var):
            return levels_in(body, (*scope, var)) - {len(scope)}
        case Expect(law, body, var):
            return levels_in(Mul((law, body)), (*scope, var)) - {len(scope)}
        case Functional(_, args):
            inner = set().union(*(levels_in(without_points(a), (*scope, None)) for a in args))
            return inner - {len(scope)}
    return set().union(set(), *(levels_in(c, scope) for c in children(e)))


def pulled_out(body: Expr, var: str | None, scope: tuple[str | None, ...]) -> Expr | None:
    """An inner integral whose integrand also looks at an outer point, with the outer factors taken out of it.

    None if there is nothing to take out.  What does not separate is refused.
    """
    inner = (*scope, var)
    mine = len(scope)
    seen = levels_in(body, inner)
    if not seen - {mine}:
        return None
    if mine not in seen:
        return Mul((body, Integral(as_expr(1), var)))
    match body:
        case Pow() | Call("log", _):
            return Integral(Mul(_opened(body)), var)
        case Add(args):
            return Add(tuple(Integral(a, var) for a in args))
        case Neg(arg):
            return Neg(Integral(arg, var))
        case Mul(args):
            args = tuple(b for a in args for b in (_opened(a) if len(levels_in(a, inner)) > 1 else (a,)))
            for k, a in enumerate(args):
                if isinstance(a, Add) and len(levels_in(a, inner)) > 1:
                    return Add(tuple(Integral(Mul((*args[:k], t, *args[k + 1 :])), var) for t in a.args))
            outer = tuple(a for a in args if mine not in levels_in(a, inner))
            rest = tuple(a for a in args if mine in levels_in(a, inner))
            if outer:
                return Mul((*outer, Integral(rest[0] if len(rest) == 1 else Mul(rest), var)))
            if len(rest) > 1:
                flat = tuple(b for a in args for b in (a.args if isinstance(a, Mul) else (a,)))
                if len(flat) > len(args):
                    return Integral(Mul(flat), var)
        case Div(top, bottom):
            if mine not in levels_in(bottom, inner):
                return Div(Integral(top, var), bottom)
            if mine not in levels_in(top, inner):
                return Mul((top, Integral(Div(as_expr(1), bottom), var)))
    raise Blocked("a double integral whose integrand does not separate into factors of one variable each")


def _product_of_densities(e: Expr) -> bool:
    """Is it a product or quotient of positive numbers, so that its logarithm is a sum?"""
    match e:
        case Mul(args):
            return all(_product_of_densities(a) for a in args)
        case Div(top, bottom):
            return _product_of_densities(top) and _product_of_densities(bottom)
    return (isinstance(e, At) and e.name in ("p", "q", "m")) or (isinstance(e, Num) and e.value > 0)


def _opened(e: Expr) -> tuple[Expr, ...]:
    """A small whole power as its factors, the logarithm of a product of densities as a sum."""
    match e:
        case Pow(base, Num(n)) if n.denominator == 1 and 2 <= n <= LARGEST_SQUARED_OUT:
            return (base,) * int(n)
        case Call("log", (inside,)) if _product_of_densities(inside):
            return (Add(tuple(_logarithms(inside))),)
        case Pow() | Call():
            raise Blocked("a double integral whose integrand does not separate into factors of one variable each")
    return (e,)


def _logarithms(e: Expr) -> list[Expr]:
    match e:
        case Mul(args):
            return [t for a in args for t in _logarithms(a)]
        case Div(top, bottom):
            return _logarithms(top) + [Neg(t) for t in _logarithms(bottom)]
    return [Call("log", (e,))]


def free_points(e: Expr, scope: tuple[str | None, ...] = ()) -> set[tuple[str, str]]:
    """Functions at points that no integral binds, as (name, point)."""
    match e:
        case At(name, var):
            return {(name, var or "x")} if level_of(var, scope) == FREE else set()
        case Integral(body, var):
            return free_points(body, (*scope, var))
        case Expect(law, body, var):
            return free_points(body, (*scope, var)) | free_points(law, (*scope, var))
        case Functional():
            return set()  # its densities live under its own integrals
    return set().union(set(), *(free_points(c, scope) for c in children(e)))


def without_points(e: Expr) -> Expr:
    """`KL(p(x) || q(x))` means `KL(p || q)`: the points of a functional's densities are dropped."""
    if isinstance(e, At):
        return At(e.name)
    kids = children(e)
    return rebuild(e, tuple(without_points(c) for c in kids)) if kids else e
