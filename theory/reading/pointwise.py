"""A bracket or a fraction that is called at a point: `(p-q)(x)` and `\\frac{p}{p+q}(x)` are evaluated there."""

from __future__ import annotations

from theory.reading.arithmetic import Cursor, Reader, is_number
from theory.reading.items import is_group
from theory.terms.expr import At, Expect, Expr, Functional, Integral, children, rebuild


def at_point(reader: Reader, cursor: Cursor, value: Expr) -> Expr:
    """The value, evaluated at the point in brackets that follows; the value itself if none follows."""
    ahead = 0
    while (group := cursor.peek(ahead)) is not None and group.kind in ("space", "tie") and group.text != "wide":
        ahead += 1
    if group is None or not is_group(group, "(") or is_number(value):
        return value
    point = reader.names.point(group.inside)
    name = point.name if point is not None and not point.given else None
    functions = _is_function(value)
    if name is None and functions:
        name = reader.names.lone(group.inside)
    if name is None or name in reader.names.symbols:
        return value
    if not functions:
        raise reader.error(
            group, f"the bracket before ({name}) is not a function of a point", "'*' or \\cdot between them"
        )
    cursor.at += ahead + 1
    if group.sub is not None:
        raise reader.error(group, "a bracket with a label", "a power or an operator")
    return reader.raised(_evaluated(value, name), group.sups, group)


def _is_function(e: Expr) -> bool:
    """Whether it holds a function whose point is left out, outside of any integral."""
    if isinstance(e, At):
        return e.var is None
    return not isinstance(e, Integral | Expect | Functional) and any(map(_is_function, children(e)))


def _evaluated(e: Expr, point: str) -> Expr:
    if isinstance(e, At):
        return At(e.name, point) if e.var is None else e
    if isinstance(e, Integral | Expect | Functional):
        return e
    return rebuild(e, tuple(_evaluated(c, point) for c in children(e)))
