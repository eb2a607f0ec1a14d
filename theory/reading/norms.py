r"""Norms of functions of a point: \|p-q\|_1, \|\sqrt p-\sqrt q\|_2^2 and \|p-q\|_{TV}."""

from __future__ import annotations

from theory.reading.arithmetic import Cursor, Reader
from theory.reading.items import flat
from theory.terms.expr import Add, At, Call, Expect, Expr, Functional, Integral, Neg, Pow, as_expr, children

_ORDERS = {
    **dict.fromkeys(("1", "L^1", "L_1", "L1", "ell_1", "ell^1"), "1"),
    **dict.fromkeys(("2", "L^2", "L_2", "L2", "ell_2", "ell^2"), "2"),
    **dict.fromkeys(("TV", "tv"), "TV"),
}
_SHAPES = "\\|p-q\\|_1, \\|f\\|_2^2 or \\|p-q\\|_{TV}, or the integral written out"


def norm(reader: Reader, cursor: Cursor) -> Expr:
    """The norm that opens here."""
    opening = cursor.take()
    closing = next((k for k in range(cursor.at, len(cursor.items)) if cursor.items[k].kind == "dbar"), None)
    if closing is None or not reader.loose or opening.has_scripts:
        raise reader.unexpected(opening)
    end = cursor.items[closing]
    inner = reader.whole(cursor.items[cursor.at : closing], opening.end, end.pos)
    cursor.at = closing + 1
    order = _ORDERS.get(flat(end.sub or []) or "")
    if order is None:
        raise reader.error(opening, "it is not said, or not known here, which norm this is", _SHAPES)
    points = _points(inner)
    if not points:
        raise reader.error(opening, "the norm of what is not a function of a point", _SHAPES)
    variable = next(iter(points)) if len(points) == 1 else None
    if len(points) > 1:
        raise reader.error(opening, "the norm of a function of several points", _SHAPES)
    if order == "1":
        return reader.raised(Integral(Call("abs", (inner,)), variable), end.sups, end)
    if order == "TV":
        match inner:
            case Add((At() as a, Neg(At() as b))):
                return reader.raised(Functional("TV", (a, b)), end.sups, end)
        raise reader.error(opening, "this norm is of a difference of two densities", "\\|p-q\\|_{TV}")
    square = Integral(Pow(inner, as_expr(2)), variable)
    if end.sups and flat(end.sups[0]) == "2":
        return reader.raised(square, end.sups[1:], end)
    return reader.raised(Call("sqrt", (square,)), end.sups, end)


def _points(e: Expr) -> set[str | None]:
    """The points at which functions are taken, outside of inner integrals; None is the point that is left out."""
    if isinstance(e, At):
        return {e.var}
    if isinstance(e, Integral | Expect | Functional):
        return set()
    return set().union(*map(_points, children(e)))
