"""The plain syntax: what is typed on a command line, and read back by `theory.reading` as the same expression.

    E_p(log(D(x))) + E_q(log(1 - D(x)))        Integral(p*log(p/q), x)        KL(p, (p + q)/2)        Dstar, qdot

Products carry their `*`, powers are `**`, numbers are exact (`1/2`).  An expectation under the noise is `E_z(...)`; one
whose point must be told from others is `E[y ~ q](D(x) - D(y))`.
"""

from __future__ import annotations

from theory.printing.names import plain_name
from theory.printing.points import is_law, is_noise, law_at_point, says_point
from theory.printing.precedence import PLAIN, brackets, standard
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
)

_FUNCTIONALS = {"CE": "H"}


def plain(e: Expr) -> str:
    """The expression in plain syntax.

    >>> plain(At("p", "x") / (At("p", "x") + At("q", "x")))
    'p(x)/(p(x) + q(x))'
    """
    return _text(standard(e, PLAIN))


def _in(e: Expr, place: str) -> str:
    e = standard(e, PLAIN)
    return f"({_text(e)})" if brackets(e, place, PLAIN) else _text(e)


def _list(args: tuple[Expr, ...]) -> str:
    return ", ".join(plain(a) for a in args)


def _text(e: Expr) -> str:
    match e:
        case Num(value):
            return str(value)
        case Const(name) | Sym(name) | At(name, None):
            return plain_name(name)
        case At(name, var):
            return f"{plain_name(name)}({var})"
        case Apply(name, args) | Call(name, args):
            return f"{plain_name(name)}({_list(args)})"
        case Functional(name, args):
            return f"{_FUNCTIONALS.get(name, name)}({_list(args)})"
        case Add(args):
            return _sum(args)
        case Neg(arg):
            return "-" + _in(arg, "negated")
        case Mul(args):
            return _in(args[0], "factor") + "".join("*" + _in(a, _later(a)) for a in args[1:])
        case Div(top, bottom):
            return _in(top, "top") + "/" + _in(bottom, "bottom")
        case Pow(base, exponent):
            return _in(base, "base") + "**" + _in(exponent, "exponent")
        case Integral(body, var):
            return f"Integral({plain(body)})" if var is None else f"Integral({plain(body)}, {var})"
        case Expect():
            return _expectation(e)
    raise TypeError(f"not an expression: {e!r}")


def _later(factor: Expr) -> str:
    """A number is one thing: a*(1/2), though a*p/q for a quotient."""
    return "bottom" if isinstance(factor, Num) else "factor"


def _sum(args: tuple[Expr, ...]) -> str:
    text = plain(args[0])
    for arg in args[1:]:
        text += " - " + _in(arg.arg, "negated") if isinstance(arg, Neg) else " + " + plain(arg)
    return text


def _expectation(e: Expect) -> str:
    if is_noise(e):
        return f"E_z({plain(e.body)})"
    if isinstance(e.law, At) and not says_point(e):
        return f"E_{plain_name(e.law.name)}({plain(e.body)})"
    if is_law(e.law):
        return f"E[{e.var or 'x'} ~ {plain(law_at_point(e))}]({plain(e.body)})"
    return plain(Integral(Mul((e.law, e.body)), e.var))
