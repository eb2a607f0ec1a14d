"""Operands: the smallest things that stand between operators."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from theory.reading import limits
from theory.reading.arithmetic import Cursor, Reader
from theory.reading.calls import call, looks_like_call, nearest
from theory.reading.derivatives import derivative_fraction, direction, is_derivative
from theory.reading.expectations import expectation, is_expectation
from theory.reading.functionals import functional, functional_name
from theory.reading.functions import applied, function_name
from theory.reading.integrals import integral, is_differential, plain_integral
from theory.reading.items import Item, is_group
from theory.reading.names import INDICES, identifier, powers
from theory.reading.norms import norm
from theory.reading.pointwise import at_point
from theory.reading.scripts import DERIVATIVE
from theory.reading.words import DENSITIES, FUNCTION_WORDS, FUNCTIONAL_WORDS, GREEK, INTEGRAL_WORDS, LONG_NAMES
from theory.terms.expr import At, Call, Const, Div, Expr, Mul, Num, Sym, as_expr


def operand(reader: Reader, cursor: Cursor) -> Expr:
    """The next operand, with its scripts."""
    item = cursor.skip_spaces()
    if item is None:
        raise reader.error(cursor.end, "the formula ends too early", "a number, a name, a function or a bracket")
    read = _READ.get(item.kind)
    if read is None:
        raise reader.unexpected(item)
    return read(reader, cursor)


def is_function_like(reader: Reader, item: Item, then: Item | None) -> bool:
    """Whether a name is a function, an expectation or a functional rather than a quantity."""
    if function_name(reader, item, then) or is_expectation(reader, item, then):
        return True
    return functional_name(reader, item, then) is not None or is_differential(reader, item, then)


def _number(reader: Reader, cursor: Cursor) -> Expr:
    item = cursor.take()
    value = Num(limits.number(reader.text, item.text, item.pos))
    if item.sub is not None or item.primes:
        raise reader.error(item, "a number with a label", "a power or an operator")
    return reader.raised(value, item.sups, item)


def _imaginary(reader: Reader, cursor: Cursor) -> Expr:
    item = cursor.take()
    value = limits.number(reader.text, item.text[:-1], item.pos)
    return Const("i") if value == 1 else Mul((Num(value), Const("i")))


def _group(reader: Reader, cursor: Cursor) -> Expr:
    item = cursor.take()
    inner = reader.whole(item.inside, item.end)
    if item.text == "|":
        inner = Call("abs", (inner,))
    return _scripted(reader, cursor, inner, item)


def _scripted(reader: Reader, cursor: Cursor, value: Expr, item: Item) -> Expr:
    """A bracket, fraction or root with its scripts, at the point that follows it, if any."""
    if item.sub is not None:
        if len(item.sub) != 1 or item.sub[0].kind != "op" or item.sub[0].text != "+" or item.sub[0].has_scripts:
            what = "a fraction" if item.kind == "frac" else "a root" if item.kind == "sqrt" else "a bracket"
            raise reader.error(item, f"{what} with a label", "a power, or '_+' for the positive part")
        value = Call("relu", (value,))
    return at_point(reader, cursor, reader.raised(value, item.sups, item))


def _bars(reader: Reader, cursor: Cursor) -> Expr:
    opening = cursor.take()
    if opening.has_scripts:
        raise reader.error(opening, "a bar '|' without its partner", "a formula before it")
    cursor.bars += 1
    inner = reader.sum(cursor)
    closing = cursor.skip_spaces()
    if closing is not None and closing.kind == "dbar" and not closing.has_scripts:
        # `|a||b|`: the first of the two bars closes, the second opens the next factor
        first = replace(closing, kind="bar", text="|", end=closing.pos + 1)
        second = replace(closing, kind="bar", text="|", pos=closing.end - 1)
        cursor.items = [*cursor.items[: cursor.at], first, second, *cursor.items[cursor.at + 1 :]]
        closing = cursor.peek()
    if closing is None or closing.kind != "bar":
        raise reader.error(closing or cursor.end, "a bar '|' is not closed", "'|'")
    cursor.take()
    cursor.bars -= 1
    return _scripted(reader, cursor, Call("abs", (inner,)), closing)


def _fraction(reader: Reader, cursor: Cursor) -> Expr:
    item = cursor.take()
    top, bottom = item.parts
    laws = [_measure(reader, part) for part in item.parts]
    if laws[0] is not None and laws[1] is not None:
        return _scripted(reader, cursor, Div(laws[0], laws[1]), item)
    slope = derivative_fraction(reader, cursor, item)
    if slope is not None:
        return reader.raised(slope, item.sups, item)
    quotient = Div(reader.whole(top, item.end), reader.whole(bottom, item.end))
    return _scripted(reader, cursor, quotient, item)


def _unknown(reader: Reader, cursor: Cursor) -> Expr:
    item = cursor.peek()
    assert item is not None
    if not is_derivative(item):
        raise reader.unexpected(item)
    return direction(reader, cursor)


def _measure(reader: Reader, items: list[Item]) -> Expr | None:
    """`dP` in a Radon-Nikodym derivative dP/dQ stands for the density of P."""
    if len(items) != 2 or items[0].kind != "name" or items[0].text != "d" or items[1].kind != "name":
        return None
    density = reader.names.density(identifier(items[1]))
    return At(density) if density in ("p", "q", "m") else None


def _root(reader: Reader, cursor: Cursor) -> Expr:
    item = cursor.take()
    inside = reader.whole(item.parts[0], item.end)
    order = reader.whole(item.parts[1], item.end) if len(item.parts) > 1 else as_expr(2)
    if order == as_expr(2):
        return _scripted(reader, cursor, Call("sqrt", (inside,)), item)
    return _scripted(reader, cursor, reader.power(inside, Div(as_expr(1), order), item), item)


def _name(reader: Reader, cursor: Cursor) -> Expr:
    item, then = cursor.peek(), cursor.peek(1)
    assert item is not None
    if function_name(reader, item, then):
        return applied(reader, cursor)
    if functional_name(reader, item, then) is not None:
        return functional(reader, cursor)
    if is_expectation(reader, item, then):
        return expectation(reader, cursor)
    if not reader.loose and item.text in INTEGRAL_WORDS and is_group(then, "("):
        return plain_integral(reader, cursor)
    if looks_like_call(reader, item, then):
        return call(reader, cursor)
    cursor.take()
    name = identifier(item)
    if name == "e" and "e" not in reader.names.symbols:
        if reader.loose and _FLOAT.match(reader.text, max(0, item.pos - 1)):
            raise reader.error(item, "a number such as 1e-3 has two readings", "10^{-3}, or 1\\cdot e - 3")
        if not powers(item):
            return Call("exp", (as_expr(1),))
        exponent, *rest = powers(item)
        return reader.raised(Call("exp", (reader.whole(exponent, item.end),)), rest, item)
    return reader.raised(bare(reader, item, name), powers(item), item)


def bare(reader: Reader, item: Item, name: str) -> Expr:
    """A name on its own: a constant, a density, a function of a point whose point is left out, or a parameter."""
    names = reader.names
    declared = name in names.symbols
    density = names.density(name)
    if density is not None:
        label = name.partition("_")[2]
        return At(density, label if label in names.variables and name not in DENSITIES else None)
    if name in names.called:
        return At(name)
    base, _, index = name.partition("_")
    if not declared and index in INDICES and index in names.variables and base not in ("x", "y", "z"):
        # f_i beside p_i: the value at the point i
        return At(base, index)
    if not declared:
        if name == "pi":
            return Const("pi")
        if name in ("i", "I") and name not in names.variables:
            return Const("i")
        _refuse(reader, item, name)
    return Sym(names.symbol(name))


def _refuse(reader: Reader, item: Item, name: str) -> None:
    """Names that are more likely a slip than a parameter."""
    base = name.partition("_")[0].rstrip("'*")
    if "_dot" in name and reader.names.density(base):
        raise reader.error(item, "only the generator's density moves", "\\dot q")
    if item.primes and base in reader.names.symbols:
        raise reader.error(
            item, f"{name} is not declared, and {DERIVATIVE}", f"the derivative worked out, or {name} declared"
        )
    if "?" in name:
        raise reader.error(item, "a subscript that is not a label", "letters and digits")
    if reader.loose and name == "d":
        raise reader.error(item, "'d' is kept for differentials", "dx after an integral, or a declared symbol d")
    if base in INTEGRAL_WORDS:
        raise reader.error(item, f"{base} without brackets", f"{base}(p_i, i), with the variable last")
    if reader.loose and len(base) > 1 and item.text.partition("_")[0] not in LONG_NAMES:
        raise reader.error(item, f"unknown word {item.text}", "a known function" + nearest(item.text))
    if name in FUNCTION_WORDS:
        raise reader.error(item, f"{name} without an argument", f"{name}(...)")
    if name in FUNCTIONAL_WORDS:
        raise reader.error(item, f"{name} without its densities", f"{name}(...)")
    if (name[:1].isupper() and item.text not in GREEK) or (
        name.endswith("*") and name[:-1] not in reader.names.variables
    ):
        close = nearest(name)
        raise reader.error(item, f"unknown name {name}", f"a declared symbol{close}")
    if len(name) > 1 and name.isalpha() and not reader.loose:
        halves = [(name[:k], name[k:]) for k in range(1, len(name))]
        for left, right in halves:
            if all(h in DENSITIES and len(h) == 1 for h in (left, right)):
                raise reader.error(item, f"unknown name {name}", f"{left}*{right} for the product")
            if left in FUNCTION_WORDS and right in DENSITIES:
                raise reader.error(item, f"unknown name {name}", f"{left}({right})")
        if len(name) == 2 and name[0] == "d" and name[1] in "xyz":
            raise reader.error(item, f"unexpected differential {name}", f"Integral(..., {name[1]})")
    if item.primes and reader.names.density(item.text):
        raise reader.error(item, f"{name} has two readings", "\\dot q, or qdot, for the direction of the generator")


_FLOAT = re.compile(r"[0-9.]e[+-]?[0-9]")
_READ: dict[str, Callable[[Reader, Cursor], Expr]] = {
    "number": _number, "imaginary": _imaginary, "group": _group, "bar": _bars, "frac": _fraction, "sqrt": _root,
    "name": _name, "int": integral, "sum": integral, "unknown": _unknown, "dbar": norm,
}  # fmt: skip
