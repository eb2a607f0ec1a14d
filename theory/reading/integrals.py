r"""Integrals and sums over the whole space.

`\int body dx` takes everything up to its differential; without a differential, and for `\sum_x`, the body is the
following term.  `\int dx body` and `\int \frac{dx}{...}` are read too.  Bounded ranges are refused: every integral
here is over the whole space, and a sum over a finite space is written like an integral.
"""

from __future__ import annotations

from dataclasses import replace

from theory.reading.arithmetic import Cursor, Reader
from theory.reading.items import Item, is_group, spaceless, split
from theory.reading.names import identifier
from theory.terms.expr import At, Expect, Expr, Integral, children, rebuild, walk

_MEASURES = frozenset({"mu", "lambda", "nu"})


def is_differential(reader: Reader, item: Item | None, then: Item | None, apart: bool = False) -> bool:
    """Whether `d` and the name after it are the end of an integral."""
    if not reader.loose or item is None or item.kind != "name" or item.text != "d" or item.has_scripts:
        return False
    # where d is a declared parameter, only an upright d or one set apart by a space command is a differential
    upright = apart or item.end - item.pos > 1
    return then is not None and then.kind == "name" and (upright or "d" not in reader.names.symbols)


def integral(reader: Reader, cursor: Cursor) -> Expr:
    """The integral or sum that stands here, in LaTeX."""
    sign = cursor.take()
    variable = _range(reader, sign)
    if sign.kind == "sum":
        return Integral(reader.product(cursor), variable)
    start = cursor.at
    at = _differential_after(reader, cursor)
    if at is None:
        fraction = _fraction_with_differential(reader, cursor)
        if fraction is not None:
            index, item, found = fraction
            cursor.items = [*cursor.items[:index], item, *cursor.items[index + 1 :]]
            return Integral(reader.product(cursor), found or variable)
        return Integral(reader.product(cursor), variable)
    body = cursor.items[start:at]
    cursor.at = at + 1
    density, found = _measure(reader, cursor)
    empty = not spaceless(body)
    integrand = reader.product(cursor) if empty else reader.whole(body, sign.end, cursor.items[at].pos)
    if density is not None:
        return Expect(At(density, found), integrand, found)
    return Integral(through_the_generator(integrand, found or variable), found or variable)


def through_the_generator(body: Expr, variable: str | None) -> Expr:
    """The body with p(z) read as the noise where it stands beside G(z): no data density is taken at a noise point."""
    if variable is None or not any(isinstance(e, At) and e.var == f"G({variable})" for e in walk(body)):
        return body

    def renamed(e: Expr) -> Expr:
        if isinstance(e, At):
            return At("p_z", variable) if e.name in ("p", "q") and e.var == variable else e
        return rebuild(e, tuple(renamed(c) for c in children(e)))

    return renamed(body)


def _range(reader: Reader, sign: Item) -> str | None:
    """The variable below the sign; what stands there must be a variable or the whole space."""
    below, above = sign.sub, sign.sups
    if sign.primes or len(above) > 1:
        raise reader.error(sign, "an integral sign with labels that mean nothing")
    if above:
        ends = (_end(below or []), _end(above[0]))
        if ends != ("-inf", "inf"):
            raise reader.error(sign, "a bounded range", "the whole space: \\int, \\int_x or \\int_{-\\infty}^{\\infty}")
        return None
    if below is None:
        return None
    first = spaceless(below)[:1]
    # x, x in X, \mathcal X, \mathbb R^d
    if not first or first[0].kind != "name" or any(i.kind in ("relation", "number", "equals", "op") for i in below):
        raise reader.error(below[0] if below else sign, "a bounded range", "a variable or the whole space")
    name = identifier(first[0])
    return name if name[:1].islower() and len(name.partition("_")[0]) == 1 else None


def _end(items: list[Item]) -> str:
    text = "".join(i.text if i.kind == "op" else "inf" if i.kind == "infinity" else "?" for i in items)
    return {"+inf": "inf", "oo": "inf"}.get(text, text)


def _differential_after(reader: Reader, cursor: Cursor) -> int | None:
    """Where this integral's `d` stands; inner integrals take the differentials before it."""
    inner = 0
    items = cursor.items
    for index in range(cursor.at, len(items)):
        if items[index].kind == "int":
            inner += 1
        elif items[index].text == "d" and index + 1 < len(items):
            apart = index > 0 and items[index - 1].kind == "space"
            if is_differential(reader, items[index], items[index + 1], apart):
                if inner == 0:
                    return index
                inner -= 1
    return None


def _measure(reader: Reader, cursor: Cursor) -> tuple[str | None, str | None]:
    """What follows `d`: a variable, mu(x), or a law P(x) that the integral is an expectation under."""
    item = cursor.take()
    if item.has_scripts and item.sups:
        raise reader.error(item, "a differential with a power", "dx")
    name = identifier(item)
    group = cursor.peek()
    density = reader.names.density(name) if name[:1].isupper() else None
    if name in _MEASURES or density in ("p", "q", "m"):
        variable = None
        if is_group(group, "(") and group is not None:
            point = reader.names.point(group.inside)
            if point is None:
                raise reader.error(group, "a measure of what is not a point", f"d{name}(x)")
            cursor.take()
            variable = point.name
        return (density if name not in _MEASURES else None), variable
    return None, name


def _fraction_with_differential(reader: Reader, cursor: Cursor) -> tuple[int, Item, str] | None:
    """The first fraction whose numerator ends with a differential, without it."""
    for index in range(cursor.at, len(cursor.items)):
        item = cursor.items[index]
        if item.kind == "int":
            return None
        ending = item.parts[0][-2:] if item.kind == "frac" else []
        if len(ending) == 2 and is_differential(reader, ending[0], ending[1]):
            rest = item.parts[0][:-2]
            top = rest if spaceless(rest) else [Item("number", "1", item.pos, item.end)]
            return index, replace(item, parts=(top, item.parts[1])), identifier(item.parts[0][-1])
    return None


def plain_integral(reader: Reader, cursor: Cursor) -> Expr:
    """Integral(body), Integral(body, x), Integral(body, (x, -inf, inf)), Integral(body, x, -inf, inf)."""
    item, group = cursor.take(), cursor.take()
    body, *rest = split(group.inside, "comma")
    if len(rest) == 1 and len(rest[0]) == 1 and is_group(rest[0][0], "("):
        rest = split(rest[0][0].inside, "comma")
    shape = f"{item.text}(f(x), x)"
    if len(rest) not in (0, 1, 3):
        raise reader.error(group, f"{item.text} takes a body and a variable", shape)
    variable = None
    if rest:
        if len(rest[0]) != 1 or rest[0][0].kind != "name":
            raise reader.error(rest[0][0] if rest[0] else group, "not a variable of integration", shape)
        variable = identifier(rest[0][0])
    if len(rest) == 3 and [_plain_end(r) for r in rest[1:]] != ["-inf", "inf"]:
        raise reader.error(rest[1][0] if rest[1] else group, "a bounded range", "(x, -inf, inf), the whole line")
    integrand = through_the_generator(reader.whole(body, group.end), variable)
    return reader.raised(Integral(integrand, variable), group.sups, group)


def _plain_end(items: list[Item]) -> str:
    text = "".join(i.text for i in items)
    return text.replace("infinity", "inf").replace("oo", "inf").replace("∞", "inf").lstrip("+")
