"""May an expectation leave its point unsaid?  `E_p[log D(x)]` may, x being the point that everyone calls x;
`E_q[D(x) - D(y)]` must say which of the two is drawn."""

from __future__ import annotations

from theory.terms.expr import At, Expect, Expr, Functional, Integral, Sym, children, walk

#: Names that are read as points of the space and not as parameters.
COORDINATES = frozenset({"x", "y", "z"})
#: Densities that may stand alone below the E.
LAWS = frozenset({"p", "q", "m"})


def free_points(e: Expr) -> frozenset[str]:
    """The points at which the expression is taken and that nothing inside it draws or integrates over."""
    match e:
        case At(_, str(var)):
            return frozenset({var.rstrip(")").rpartition("(")[2]})  # D(G(z)) is taken at z
        case Sym(name) if name in COORDINATES:
            return frozenset({name})
        case Integral(body, var):
            return free_points(body) - {var or "x"}
        case Expect(law, body, var):
            return (free_points(body) | free_points(law)) - {var or "x"}
    return frozenset().union(*map(free_points, children(e)))


def is_noise(e: Expect) -> bool:
    """Whether it is E_z: over the noise, drawn at z."""
    return isinstance(e.law, At) and e.law.name == "p_z" and e.var in ("z", None)


def says_point(e: Expect) -> bool:
    """Whether the drawn point has to be written."""
    free = free_points(e.body)
    return not isinstance(e.law, At) or e.law.name not in LAWS or not free <= {"x"} & {e.var or "x"}


def law_at_point(e: Expect) -> Expr:
    """The law as it is written after the point: `x ~ p`, but `x ~ r(x)`, which shows that r is a function."""
    match e.law:
        case At(name, _) if name in LAWS or name == "p_z":
            return At(name)
        case At(name, _):
            return At(name, e.var or "x")
    return e.law


def is_law(e: Expr) -> bool:
    """Whether an expectation can be written under it: some density occurs in it."""
    return not isinstance(e, Functional) and any(isinstance(s, At) for s in walk(e))
