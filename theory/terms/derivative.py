"""Derivatives of expressions: with respect to a parameter, to a value such as D(x), and along a moving density.

The rules are those of a first course and nothing is simplified; whether two derivatives agree is decided elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable

from theory.terms.expr import (
    Add,
    Apply,
    At,
    Call,
    Const,
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
from theory.terms.named import ABBREVIATIONS, FUNCTIONALS

ZERO, ONE, TWO = as_expr(0), as_expr(1), as_expr(2)


class NotDifferentiable(ValueError):
    """A function without a derivative rule here: |u|, max, ... have none at their kinks."""


def derivative(e: Expr, of_leaf: Callable[[Expr], Expr]) -> Expr:
    """The derivative of `e`, where `of_leaf` gives that of a parameter or of a function at a point.

    Differentiation passes under every integral; that this is allowed is an assumption of the claim that uses it.
    """

    def d(u: Expr) -> Expr:
        match u:
            case Num() | Const():
                return ZERO
            case At(name, var) if name in ABBREVIATIONS:
                return d(ABBREVIATIONS[name](var))
            case Sym() | At():
                return of_leaf(u)
            case Add(args):
                return Add(tuple(d(a) for a in args))
            case Neg(arg):
                return Neg(d(arg))
            case Mul(args):
                return Add(tuple(Mul((*args[:k], d(a), *args[k + 1 :])) for k, a in enumerate(args)))
            case Div(top, bottom):
                return Div(d(top) * bottom - top * d(bottom), Pow(bottom, TWO))
            case Pow(base, Num(n)):
                return as_expr(n) * Pow(base, as_expr(n - 1)) * d(base)
            case Pow(base, exponent):
                return u * (d(exponent) * Call("log", (base,)) + exponent * d(base) / base)
            case Call(fn, (arg,)):
                return _outer(fn, arg) * d(arg)
            case Apply(name, (arg,)):
                return Apply(name + "'", (arg,)) * d(arg)
            case Integral(body, var):
                return Integral(d(body), var)
            case Expect(At("p_z"), body, var):
                raise NotDifferentiable(f"an expectation under the noise ({var}); write it under q first: {body}")
            case Expect(law, body, var):
                return d(Integral(law * body, var))
            case Functional(name, args):
                return d(FUNCTIONALS[name][1](*args))
        raise NotDifferentiable(f"no derivative rule for {u}")

    return d(e)


def _outer(fn: str, u: Expr) -> Expr:
    """The derivative of a known function at u."""

    def call(name: str) -> Expr:
        return Call(name, (u,))

    rules: dict[str, Callable[[], Expr]] = {
        "log": lambda: ONE / u,
        "log2": lambda: ONE / (u * Call("log", (TWO,))),
        "log10": lambda: ONE / (u * Call("log", (as_expr(10),))),
        "exp": lambda: call("exp"),
        "sqrt": lambda: ONE / (TWO * call("sqrt")),
        "sigmoid": lambda: call("sigmoid") * (ONE - call("sigmoid")),
        "logit": lambda: ONE / (u * (ONE - u)),
        "softplus": lambda: call("sigmoid"),
        "tanh": lambda: ONE - Pow(call("tanh"), TWO),
        "sinh": lambda: call("cosh"),
        "cosh": lambda: call("sinh"),
    }
    if fn not in rules:
        raise NotDifferentiable(f"{fn} has a kink; split the domain where its argument changes sign")
    return rules[fn]()


def by_symbol(e: Expr, name: str) -> Expr:
    """d/dt for a parameter t; functions of a point do not move."""
    return derivative(e, lambda leaf: ONE if leaf == Sym(name) else ZERO)


def by_value(e: Expr, name: str) -> Expr:
    """The derivative of an integrand by the value D(x) of a function, as in dV/dD(x)."""
    return derivative(e, lambda leaf: ONE if isinstance(leaf, At) and leaf.name == name else ZERO)


def along(e: Expr, density: str = "q") -> Expr:
    """The derivative of a functional as the density q moves with velocity q' (Gateaux, linear in q')."""

    def velocity(leaf: Expr) -> Expr:
        return At(density + "'", leaf.var) if isinstance(leaf, At) and leaf.name == density else ZERO

    return derivative(e, velocity)


def substituted(e: Expr, old: Expr, new: Callable[[str | None], Expr] | Expr) -> Expr:
    """`e` with a parameter, or a function of a point, replaced everywhere (`new` may need the point).

    D* and m are functions of p and q: they are written out before p or q is replaced in them.
    """
    if e == old or (isinstance(e, At) and isinstance(old, At) and e.name == old.name):
        return new(e.var) if isinstance(e, At) and callable(new) else new  # type: ignore[return-value]
    if isinstance(e, At) and e.name in ABBREVIATIONS and isinstance(old, At):
        return substituted(ABBREVIATIONS[e.name](e.var), old, new)
    if isinstance(e, Functional) and e.name == "V":
        return substituted(FUNCTIONALS["V"][1](*e.args), old, new)
    if isinstance(e, Expect) and e.law == At("p_z", e.var) and old == At("q"):
        raise ValueError("q is the law of G(z): write the expectation under q before replacing it")
    kids = children(e)
    return rebuild(e, tuple(substituted(c, old, new) for c in kids)) if kids else e
