"""May an expectation leave its point unsaid?  `E_p[log D(x)]` may; `E_q[D(x) - D(y)]` must say which point is drawn."""

from __future__ import annotations

from theory.terms.expr import At, Expect, Expr, Integral, Sym, children

#: Names that are read as points of the space and not as parameters.
COORDINATES = frozenset({"x", "y", "z"})


def free_points(e: Expr) -> frozenset[str]:
    """The points at which the expression is taken and that nothing inside it draws or integrates over."""
    match e:
        case At(_, var) if var is not None:
            return frozenset({var})
        case Sym(name) if name in COORDINATES:
            return frozenset({name})
        case Integral(body, var):
            return free_points(body) - {var or "x"}
        case Expect(law, body, var):
            return (free_points(body) | free_points(law)) - {var or "x"}
    return frozenset().union(*map(free_points, children(e)))


def says_point(e: Expect) -> bool:
    """Whether the drawn point has to be written."""
    return not free_points(e.body) <= {e.var or "x"}
