"""What is compared by `--pointwise`: a function as it stands, and of an integral or an expectation the integrand.

    E_p[log D] + E_q[log(1 - D)]   gives   p(x) log D(x) + q(x) log(1 - D(x))

Two integrals may agree though their integrands do not, since p and q integrate to one: this question is the stricter.
"""

from __future__ import annotations

from theory.printing.plain import plain
from theory.terms.expr import Add, At, Div, Expect, Expr, Functional, Integral, Mul, Neg, Sym, children, rebuild, walk
from theory.terms.named import expand


class NoIntegrand(ValueError):
    """A function of integrals, or an integral beside a constant: there is no one integrand."""


def integrand(e: Expr) -> Expr:
    """The function of the point x that `e` is, or that it integrates.

    >>> plain(integrand(Functional("KL", (At("p"), At("q")))))
    'p(x)*log(p(x)/q(x))'
    """
    if not integrates(e):
        return _at_x(e, None, keep=True)
    match e:
        case Integral(body, var):
            return _inside(body, var)
        case Expect(At("p_z", _), body, var):  # E_z h(G(z)) = E_q h(x), whatever G is
            return _inside(At("q", var) * body, var)
        case Expect(law, body, var):
            return _inside(law * body, var)
        case Functional() if expand(e) != e:
            return integrand(expand(e))
        case Neg(arg):
            return Neg(integrand(arg))
        case Add(args) if all(map(integrates, args)):
            return Add(tuple(map(integrand, args)))
        case Mul(args) if sum(map(integrates, args)) == 1 and all(integrates(a) or _constant(a) for a in args):
            return Mul(tuple(integrand(a) if integrates(a) else a for a in args))
        case Div(top, bottom) if not integrates(bottom) and _constant(bottom):
            return Div(integrand(top), bottom)
        case Add(args):
            constant = next(a for a in args if not integrates(a))
            raise NoIntegrand(f"{plain(constant)} stands outside the integrals")
    raise NoIntegrand(f"{plain(e)} is not a sum of integrals, it has no integrand")


def integrates(e: Expr) -> bool:
    return any(isinstance(s, Integral | Expect | Functional) for s in walk(e))


def _inside(body: Expr, var: str | None) -> Expr:
    if integrates(body):
        raise NoIntegrand(f"{plain(body)} holds an integral inside an integral")
    return _at_x(body, var)


def _constant(e: Expr) -> bool:
    return not any(isinstance(s, At) for s in walk(e))


def _at_x(e: Expr, var: str | None, keep: bool = False) -> Expr:
    """The function with its bound point renamed to x; `keep` leaves the points that were written."""
    match e:
        case At(name, None):
            return At(name, "x")
        case At(name, str(point)) if not keep and (var is None or point == var or point.startswith("G(")):
            return At(name, "x")
        case Sym(name) if name == var:
            return Sym("x")
    kids = children(e)
    return rebuild(e, tuple(_at_x(k, var, keep) for k in kids)) if kids else e
