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
    walk,
)
from theory.terms.named import FUNCTIONALS

FREE = -1
#: (f(x) - f(y))^n inside a double integral is multiplied out up to this n.
LARGEST_SQUARED_OUT = 6


Scope = tuple[str | None, ...]


def is_coordinate(name: str, scope: Scope) -> bool:
    """Is a bare name the point of an integral?  It is if an integral binds it, or leaves its variable unsaid."""
    return name in scope or (None in scope and name in ("x", "y", "z"))


def level_of(var: str | None, scope: Scope) -> int:
    """Index in the scope of the integral that binds `var`, or FREE."""
    if var is None:
        return len(scope) - 1
    for k in range(len(scope) - 1, -1, -1):
        # an integral that names no variable binds x, and any name that no other integral binds
        if scope[k] == var or (scope[k] is None and (var == "x" or var not in scope)):
            return k
    # E_{x ~ q}[h(G(z))] is a common way to write the push-forward: one integral around, and it means that one
    return len(scope) - 1 if scope and str(var).startswith("G(") else FREE


def levels_in(e: Expr, scope: Scope) -> set[int]:
    """The integrals of `scope` whose point occurs in `e`."""
    match e:
        case At(_, var):
            return {level_of(var, scope)} - {FREE}
        case Sym(name) if is_coordinate(name, scope):
            return {level_of(name, scope)}
        case Integral(body, var):
            return levels_in(body, (*scope, var)) - {len(scope)}
        case Expect(law, body, var):
            return levels_in(Mul((law, body)), (*scope, var)) - {len(scope)}
        case Functional(name, args):
            return levels_in(FUNCTIONALS[name][1](*densities_of(args)), scope)
    return set().union(set(), *(levels_in(c, scope) for c in children(e)))


def pulled_out(body: Expr, var: str | None, scope: Scope) -> Expr | None:
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
        case Pow() | Call("log" | "exp", _) | Integral() | Expect():
            return Integral(Mul(_opened(body, inner)), var)
        case Add(args):
            return Add(tuple(Integral(a, var) for a in args))
        case Neg(arg):
            return Neg(Integral(arg, var))
        case Mul(args):
            args = tuple(b for a in args for b in (_opened(a, inner) if len(levels_in(a, inner)) > 1 else (a,)))
            args = tuple(b for a in args for b in (a.args if isinstance(a, Mul) else (a,)))
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


def _opened(e: Expr, scope: Scope) -> tuple[Expr, ...]:
    """A small whole power as its factors, the logarithm of a product as a sum, an inner integral with factors out."""
    match e:
        case Expect(law, body, var):
            return _opened(Integral(law * body, var), scope)
        case Integral(body, var):
            outside = pulled_out(body, var, scope)
            return (e if outside is None else outside,)
        case Pow(base, Num(n)) if n.denominator == 1 and 2 <= n <= LARGEST_SQUARED_OUT:
            return (base,) * int(n)
        case Call("exp", (Add(args),)):
            return tuple(Call("exp", (a,)) for a in args)
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


def densities_of(args: tuple[Expr, ...]) -> tuple[Expr, ...]:
    """`KL(p(x) || q(x))` means `KL(p || q)`: the point of a functional's densities is dropped, if it is one point."""
    points = {part.var for a in args for part in walk(a) if isinstance(part, At) and part.var}
    if len(points) > 1:
        raise Blocked(f"a functional of densities at different points, {' and '.join(sorted(points))}")
    return tuple(_without_points(a) for a in args)


def _without_points(e: Expr) -> Expr:
    if isinstance(e, At):
        return At(e.name)
    kids = children(e)
    return rebuild(e, tuple(_without_points(c) for c in kids)) if kids else e
