r"""Derivatives: by a parameter that is a symbol, by the value D, and by theta, which moves the density q only.

`\frac{d}{da}` takes the product or the bracket that follows it; `\partial_\theta` and `\nabla_\theta` take the factor
that follows them.  First derivatives only.  `\frac{\partial q}{\partial\theta}` is the direction `\dot q`.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from theory.reading import limits
from theory.reading.arithmetic import Cursor, Reader
from theory.reading.items import Item, flat, is_group, spaceless
from theory.reading.names import identifier
from theory.reading.scripts import DERIVATIVE
from theory.terms.derivative import NotDifferentiable, along, by_symbol, by_value
from theory.terms.expr import Apply, At, Expect, Expr, Functional, Integral, Sym, walk

_OUT = "the derivative worked out"
_SPREAD = (Integral, Expect, Functional)


def is_derivative(item: Item | None) -> bool:
    """Whether a command is the sign of a derivative, `\\partial` or `\\nabla`."""
    return item is not None and item.kind == "unknown" and item.text in ("partial", "nabla")


def derivative_fraction(reader: Reader, cursor: Cursor, item: Item) -> Expr | None:
    """The derivative that a fraction such as d/da or dq/dtheta is; None if the fraction is a quotient."""
    top, bottom = (spaceless(part) for part in item.parts)
    if not (_starts_with_sign(top) and _starts_with_sign(bottom) and len(bottom) > 1):
        return None
    if is_derivative(top[0]) != is_derivative(bottom[0]):
        return None
    if not is_derivative(bottom[0]) and bottom[0].end - bottom[0].pos == 1 and "d" in reader.names.symbols:
        return None
    if item.sub is not None or top[0].has_scripts or bottom[0].has_scripts or bottom[1].sups:
        raise reader.error(item, "only first derivatives are read", _OUT)
    by = bottom[1:]
    of_theta = _is_theta(by)
    if len(top) > 1:
        operand = reader.whole(top[1:], item.end)
    else:
        operand = reader.factor(cursor) if of_theta else _operand(reader, cursor, item)
    return _along(reader, item, operand) if of_theta else _by(reader, item, by, operand)


def direction(reader: Reader, cursor: Cursor) -> Expr:
    """`\\partial_\\theta q(x)` or `\\nabla_\\theta \\log q(x)`."""
    sign = cursor.take()
    if sign.sups or not _is_theta(spaceless(sign.sub or [])):
        raise reader.error(sign, DERIVATIVE, "\\partial_\\theta q, or the derivative worked out")
    if cursor.skip_spaces() is None:
        raise reader.error(sign, "a derivative of nothing", "\\partial_\\theta q")
    return _along(reader, sign, reader.factor(cursor))


def _starts_with_sign(items: list[Item]) -> bool:
    return bool(items) and (is_derivative(items[0]) or (items[0].kind == "name" and items[0].text == "d"))


def _is_theta(items: list[Item]) -> bool:
    return re.fullmatch(r"theta(_\w+)?", flat(items) or "") is not None


def _operand(reader: Reader, cursor: Cursor, at: Item) -> Expr:
    """What is differentiated: the bracket, or the product without signs of multiplication, that follows."""
    first, start = cursor.skip_spaces(), cursor.at
    if first is None:
        raise reader.error(at, "a derivative of nothing", "\\frac{d}{da}\\left[...\\right]")
    value = reader.factor(cursor) if is_group(first) else reader.product(cursor)
    then = cursor.skip_spaces()
    more = then is not None and ((then.kind == "op" and then.text not in "+-") or reader.starts(cursor, then))
    if more or any(i.kind == "op" and i.text not in "+-" for i in cursor.items[start : cursor.at]):
        raise reader.error(
            at, "it is not clear where this derivative ends", "square brackets around all of its operand"
        )
    return value


def _along(reader: Reader, at: Item, operand: Expr) -> Expr:
    """The derivative by theta of q, or of a formula in p and q at a point."""
    if isinstance(operand, At) and operand.name == "q":
        return At("q'", operand.var)
    parts = list(walk(operand))
    still = all(e.name in ("p", "q") for e in parts if isinstance(e, At))
    moves = any(isinstance(e, At) and e.name == "q" for e in parts)
    if not (still and moves) or any(isinstance(e, (*_SPREAD, Apply)) for e in parts):
        raise reader.error(at, DERIVATIVE, "\\partial_\\theta q, or the derivative worked out")
    return _worked_out(reader, at, lambda: along(limits.check_tree(reader.text, operand)))


def _by(reader: Reader, at: Item, by: list[Item], operand: Expr) -> Expr:
    """The derivative by a symbol, or by the value D or D(x)."""
    names = reader.names
    if by[0].kind != "name" or len(by) > 2 or (len(by) == 2 and not is_group(by[1], "(")):
        raise reader.error(at, DERIVATIVE, "a derivative by one symbol, as in \\frac{d}{da}")
    name, parts = identifier(by[0]), list(walk(operand))
    functions = [e for e in parts if isinstance(e, At)]
    if names.density(name) == "D":
        if any(isinstance(e, (*_SPREAD, Apply)) for e in parts) or not any(e.name == "D" for e in functions):
            raise reader.error(at, DERIVATIVE, "the derivative of the integrand by D, at one point")
        return _worked_out(reader, at, lambda: by_value(limits.check_tree(reader.text, operand), "D"))
    if len(by) == 2 or names.density(name) is not None or name in names.called:
        raise reader.error(at, DERIVATIVE, _OUT)
    if functions and (name in ("x", "y", "z") or name in names.variables):
        raise reader.error(at, f"a derivative by the point {name} is not a formula here", _OUT)
    symbol = names.symbol(name)
    if Sym(symbol) not in parts or any(e.var == symbol for e in functions):
        raise reader.error(at, f"it is not said how this depends on {name}", _OUT)
    return _worked_out(reader, at, lambda: by_symbol(limits.check_tree(reader.text, operand), symbol))


def _worked_out(reader: Reader, at: Item, work: Callable[[], Expr]) -> Expr:
    """The derivative, if it is not too large: derivatives of derivatives grow fast."""
    try:
        return limits.check_tree(reader.text, work())
    except NotDifferentiable as why:
        raise reader.error(at, "a derivative of what has a kink, or that has no rule here", _OUT) from why
