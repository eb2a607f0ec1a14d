r"""Integrals and sums over the whole space.

`\int body dx` takes everything up to its differential; without a differential, and for `\sum_x`, the body is the
following term.  `\int dx body` and `\int \frac{dx}{...}` are read too.  Bounded ranges are refused: every integral
here is over the whole space, and a sum over a finite space is written like an integral (`regions.py`).  A measure may
be a law: `dP`, `P(dx)`, `d(P-Q)` and `(dP-dQ)`.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from theory.reading.arithmetic import Cursor, Reader
from theory.reading.items import Item, is_group, spaceless, split
from theory.reading.names import identifier
from theory.reading.noise import bound, refuse_unbound, through_the_generator
from theory.reading.regions import refuse_mean, summed, variable_below
from theory.reading.words import SUM_WORDS
from theory.terms.expr import At, Expect, Expr, Integral, Mul, walk

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
    before, sign = cursor.items[: cursor.at], cursor.take()
    variable, counted = variable_below(reader, sign)
    then = cursor.skip_spaces()
    at = _differential_after(reader, cursor) if sign.kind != "sum" else None
    if then is not None and then.kind == "op" and then.text in "+-" and at is None:
        # with dx the body ends there; without it, nobody knows where
        raise reader.error(then, "a sign directly after an integral or a sum", "brackets around the body")
    if sign.kind == "sum":
        refuse_mean(reader, before, sign)
        with bound(reader, variable):
            body = reader.product(cursor)
        return _checked(reader, sign, summed(reader, sign, body, variable, counted))
    start = cursor.at
    if at is None:
        fraction = _fraction_with_differential(reader, cursor)
        if fraction is not None:
            index, item, found = fraction
            cursor.items = [*cursor.items[:index], item, *cursor.items[index + 1 :]]
            variable = _agreed(reader, sign, variable, found)
        with bound(reader, variable):
            body = reader.product(cursor)
        return _checked(reader, sign, Integral(through_the_generator(reader, sign, body, variable), variable))
    body = cursor.items[start:at]
    law, found = _measure(reader, cursor, at)
    variable = _agreed(reader, sign, variable, found)
    with bound(reader, variable):
        empty = not spaceless(body)
        integrand = reader.product(cursor) if empty else reader.whole(body, sign.end, cursor.items[at].pos)
    if isinstance(law, At):
        return _checked(reader, sign, Expect(At(law.name, found), integrand, found))
    if law is not None:
        return _checked(reader, sign, Integral(Mul((integrand, law)), variable))
    return _checked(reader, sign, Integral(through_the_generator(reader, sign, integrand, variable), variable))


def _agreed(reader: Reader, sign: Item, below: str | None, found: str | None) -> str | None:
    if below is not None and found is not None and below != found:
        raise reader.error(sign, f"an integral over {below} that ends with d{found}", "the same variable twice")
    return found or below


def _checked(reader: Reader, sign: Item, result: Expr) -> Expr:
    if isinstance(result, Integral | Expect):
        own = {result.var}
        if isinstance(result, Integral) and result.var is None:
            own |= {e.var for e in walk(result.body) if isinstance(e, At) and e.name == "p_z"}
        refuse_unbound(reader, sign, result.body, own)
    return result


def _differential_after(reader: Reader, cursor: Cursor) -> int | None:
    """Where this integral's differential starts; inner integrals take the differentials before it."""
    inner = 0
    items = cursor.items
    for index in range(cursor.at, len(items)):
        if items[index].kind == "int":
            inner += 1
            continue
        then = items[index + 1] if index + 1 < len(items) else None
        apart = index > 0 and items[index - 1].kind == "space"
        if is_differential(reader, items[index], then, apart) or _law_items(reader, items[index], then) is not None:
            if inner == 0:
                return index
            inner -= 1
    return None


def _law_items(reader: Reader, item: Item, then: Item | None) -> tuple[list[Item], str | None] | None:
    """The items of the law in `P(dx)`, `\\mu(dx)`, `d(P-Q)` or `(dP-dQ)`, and the variable; none of a plain measure."""
    if item.kind == "name" and item.text == "d" and not item.has_scripts and is_group(then, "(") and then is not None:
        return (then.inside, None) if _laws_only(reader, then.inside) else None
    if is_group(item, "(") and not item.has_scripts:
        inside = spaceless(item.inside)
        names = [i for i in inside if i.kind == "name" and i.text != "d"]
        signs = [k for k, i in enumerate(inside) if i.kind == "name" and i.text == "d"]
        if signs and len(signs) == len(names) and all(inside[k + 1 : k + 2] in ([n] for n in names) for k in signs):
            rest = [i for i in inside if i.text != "d"]
            return (rest, None) if _laws_only(reader, rest) else None
    if item.kind == "name" and is_group(then, "(") and then is not None and not then.has_scripts:
        inside = spaceless(then.inside)
        if len(inside) == 2 and is_differential(reader, inside[0], inside[1]):
            if identifier(item) in _MEASURES:
                return [], identifier(inside[1])
            if reader.names.density(identifier(item)) in ("p", "q", "m"):
                return [item], identifier(inside[1])
    return None


def _laws_only(reader: Reader, items: list[Item]) -> bool:
    """Whether the items are densities with signs and numbers between them, as in P - 2Q."""
    items = spaceless(items)
    laws = [i for i in items if i.kind == "name"]
    if not laws or not all(reader.names.density(identifier(i)) in ("p", "q", "m") and not i.sups for i in laws):
        return False
    apart = all((a.kind, b.kind) != ("name", "name") for a, b in pairwise(items))
    return apart and all(i.kind in ("name", "number") or (i.kind == "op" and i.text in "+-") for i in items)


def _measure(reader: Reader, cursor: Cursor, at: int) -> tuple[Expr | None, str | None]:
    """The law that the integral is under, if any, and the variable; the cursor moves behind them."""
    item, group = cursor.items[at], cursor.items[at + 1] if at + 1 < len(cursor.items) else None
    found = _law_items(reader, item, group)
    if found is not None and not is_differential(reader, item, group):
        cursor.at = at + (1 if is_group(item) else 2)
        items, variable = found
        then = cursor.peek()
        if is_group(group, "(") and item.text == "d" and then is not None and is_group(then, "("):
            # d(P-Q)(x)
            point = reader.names.point(then.inside)
            if point is None:
                raise reader.error(then, "a measure of what is not a point", "d(P-Q)(x)")
            variable = point.name
            cursor.take()
        return (reader.whole(items, item.end) if items else None), variable
    cursor.at = at + 1
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
        return (At(density) if density and name not in _MEASURES else None), variable
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
    with bound(reader, variable):
        integrand = reader.whole(body, group.end)
    if item.text in SUM_WORDS:
        result = summed(reader, item, integrand, variable, False)
    else:
        result = Integral(through_the_generator(reader, item, integrand, variable), variable)
    return reader.raised(_checked(reader, item, result), group.sups, group)


def _plain_end(items: list[Item]) -> str:
    text = "".join(i.text for i in items)
    return text.replace("infinity", "inf").replace("oo", "inf").replace("∞", "inf").lstrip("+")
