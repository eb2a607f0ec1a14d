"""The law of the unconscious statistician: an expectation under the noise is one under the law of G(z).

E_z h(G(z)) and the integral of p_z(z) h(G(z)) become the integral of q(x) h(x).  Nothing is asked of G but that the
noise occurs inside G(z) only.  Where there is no G, the noise is one more random point with its density p_z.
"""

from __future__ import annotations

from theory.deciding.blocked import Blocked
from theory.terms.expr import At, Div, Expect, Expr, Integral, Mul, Neg, Sym, children, rebuild, walk


def sees_noise(e: Expect | Integral) -> bool:
    """Is this an expectation or an integral against the density of the noise, of something made of G(z)?"""
    if isinstance(e, Expect):
        against = isinstance(e.law, At) and e.law.name == "p_z"
    else:
        against = any(part.name == "p_z" for part in _factors(e.body) if isinstance(part, At))
    return against and any(
        isinstance(part, At) and (part.name == "G" or (part.var or "").startswith("G(")) for part in walk(e.body)
    )


def pushed_forward(e: Expect | Integral) -> Integral:
    """The same number as an integral over the data space; Blocked if the noise is used outside G(z)."""
    law = e.law if isinstance(e, Expect) else next(f for f in _factors(e.body) if isinstance(f, At) and f.name == "p_z")
    assert isinstance(law, At)
    z = law.var or e.var or "z"
    image = At("q", f"G({z})")
    body = Mul((image, e.body)) if isinstance(e, Expect) else _replaced(e.body, law, image)
    body = _points_named(body, z, Sym(f"G({z})"))
    if not _only_through_g(body, z):
        raise Blocked("the noise z occurs outside G(z): its law under G does not determine the expectation")
    return Integral(body, image.var)


def _factors(e: Expr) -> list[Expr]:
    match e:
        case Mul(args):
            return [f for a in args for f in _factors(a)]
        case Neg(arg):
            return _factors(arg)
        case Div(top, _):
            return _factors(top)
    return [e]


def _replaced(e: Expr, old: At, new: At) -> Expr:
    """One factor replaced."""
    match e:
        case Mul(args):
            return Mul(tuple(_replaced(a, old, new) for a in args))
        case Neg(arg):
            return Neg(_replaced(arg, old, new))
        case Div(top, bottom):
            return Div(_replaced(top, old, new), bottom)
    return new if e == old else e


def _points_named(e: Expr, z: str, coordinate: Sym) -> Expr:
    """G(z) itself, as a value, is the point of the data space."""
    if isinstance(e, At) and e.name == "G" and e.var in (z, None):
        return coordinate
    kids = children(e)
    return rebuild(e, tuple(_points_named(c, z, coordinate) for c in kids)) if kids else e


def _only_through_g(e: Expr, z: str) -> bool:
    if isinstance(e, At):
        return e.var != z and e.name != "p_z"
    if isinstance(e, Sym):
        return e.name != z
    return all(_only_through_g(c, z) for c in children(e))
