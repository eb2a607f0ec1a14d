"""The law of the unconscious statistician: an expectation under the noise is one under the law of G(z).

E_z h(G(z)) and the integral of p_z(z) h(G(z)) become the integral of q(x) h(x).  Nothing is asked of G but that the
noise occurs inside G(z) only.
"""

from __future__ import annotations

from theory.deciding.blocked import Blocked
from theory.terms.expr import At, Div, Expect, Expr, Integral, Mul, Neg, Sym, children


def sees_noise(e: Expect | Integral) -> bool:
    """Is this an expectation or an integral against the density of the noise?"""
    if isinstance(e, Expect):
        return isinstance(e.law, At) and e.law.name == "p_z"
    return any(part.name == "p_z" for part in _factors(e.body) if isinstance(part, At))


def pushed_forward(e: Expect | Integral) -> Integral:
    """The same number as an integral over the data space; Blocked if the noise is used outside G(z)."""
    law = e.law if isinstance(e, Expect) else next(f for f in _factors(e.body) if isinstance(f, At) and f.name == "p_z")
    assert isinstance(law, At)
    z = law.var or e.var or "z"
    image = At("q", f"G({z})")
    body = Mul((image, e.body)) if isinstance(e, Expect) else _replaced(e.body, law, image)
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


def _only_through_g(e: Expr, z: str) -> bool:
    if isinstance(e, At):
        return e.var != z and e.name != "p_z"
    if isinstance(e, Sym):
        return e.name != z
    return all(_only_through_g(c, z) for c in children(e))
