"""Known functions and their arguments, with brackets and, in LaTeX, without."""

from __future__ import annotations

from theory.reading.arithmetic import Cursor, Reader, is_number, product_of
from theory.reading.items import Item, flat, is_group, split
from theory.reading.pointwise import at_point
from theory.reading.words import FUNCTION_WORDS
from theory.terms.expr import FUNCTIONS, Add, Call, Div, Expr, Mul, Neg, as_expr

#: Signs between two factors: the smaller and the larger of the two.
LATTICE = ("min", "max")


def function_name(reader: Reader, item: Item, then: Item | None) -> str | None:
    """The known function that an item names, or None.  sigma is one only before brackets, unless it is a parameter."""
    if item.kind != "name" or item.text in reader.names.symbols:
        return None
    if item.text in FUNCTION_WORDS:
        return FUNCTION_WORDS[item.text]
    # a plain sigma(x) with a declared sigma falls through to `calls.py`, which asks for the '*'
    if item.text == "sigma" and item.sub is None and is_group(then, "(["):
        return "sigmoid"
    return None


def applied(reader: Reader, cursor: Cursor) -> Expr:
    """The function that stands here, applied to its argument."""
    item = cursor.take()
    name = function_name(reader, item, cursor.peek())
    assert name is not None
    base: Expr | None = None
    if item.sub is not None:
        name, base = _with_base(reader, item, name)
    sups = item.sups
    if len(sups) == 1 and _is_inverse(sups[0]):
        if name != "sigmoid":
            raise reader.error(item, f"an inverse or a reciprocal of {item.text}", f"1/{item.text}(...), or a formula")
        name, sups = "logit", []
    args, group_sups, group = _arguments(reader, cursor, item, name)
    if reader.loose and name in ("log", "log2", "log10") and group_sups and group is not None and not group.braced:
        word = f"\\{item.text}"
        raise reader.error(group, f"{word}(u)^n has two readings", f"({word} u)^n or {word}\\left(u^n\\right)")
    if name == "log" and base is None and len(args) == 2:
        args, base = args[:1], args[1]
    count = FUNCTIONS[name]
    if (count is not None and len(args) != count) or (count is None and len(args) < 2):
        wanted = "two or more" if count is None else "one"
        given = f"{len(args)} argument{'s' if len(args) != 1 else ''}"
        raise reader.error(item, f"{item.text} takes {wanted} argument{'s' if count is None else ''}, not {given}")
    result: Expr = Call(name, tuple(args))
    if item.primes:
        # scripts.py lets no other derivative of a known function pass
        result = Mul((result, Add((as_expr(1), Neg(result)))))
    if base is not None:
        result = Div(result, Call("log", (base,)))
    result = reader.raised(result, [*sups, *group_sups], group or item)
    return result if group is None else at_point(reader, cursor, result)


def _with_base(reader: Reader, item: Item, name: str) -> tuple[str, Expr | None]:
    """The base of a logarithm; other functions have no subscript."""
    assert item.sub is not None
    if name in ("max", "min"):
        over = name + " " + (flat(item.sub) or "")[:1]
        wanted = {"max D": "V(D^*,G), the value at the best discriminator", "min G": "the value at the best generator"}
        raise reader.error(
            item, f"{item.text} over a set is not a formula here", wanted.get(over, f"{item.text}(a, b)")
        )
    if name != "log":
        raise reader.error(item, f"{item.text} has no subscript", f"{item.text}(...)")
    label = flat(item.sub)
    if label in ("2", "10"):
        return name + label, None
    if label == "e":
        return name, None
    if label in ("0", "1"):
        raise reader.error(item.sub[0], f"{label} is not the base of a logarithm", "'{...}' around it: \\log_{10}")
    return name, reader.whole(item.sub, item.end)


def _is_inverse(sup: list[Item]) -> bool:
    return len(sup) == 2 and sup[0].kind == "op" and sup[0].text == "-" and sup[1].text == "1"


def _arguments(
    reader: Reader, cursor: Cursor, item: Item, name: str
) -> tuple[list[Expr], list[list[Item]], Item | None]:
    """The arguments, the powers that stand after their bracket, and that bracket."""
    first = cursor.skip_spaces() if reader.loose else cursor.peek()
    if first is None:
        raise reader.error(cursor.end, f"{item.text} without an argument", f"{item.text}(...)")
    if is_group(first):
        cursor.take()
        if first.sub is not None:
            raise reader.error(first, "a bracket with a label", "a power or an operator")
        inside = first.inside
        # sympy writes \log{\left(x \right)}; a brace around several items is a bracket like any other
        return [reader.whole(part, first.end) for part in split(inside, "comma")], first.sups, first
    if not reader.loose:
        if first.kind in ("name", "number"):
            raise reader.error(first, f"{item.text} without brackets", f"{item.text}({first.text}...)")
        raise (
            reader.unexpected(first)
            if first.kind != "op"
            else reader.error(first, f"{item.text} without an argument", f"{item.text}(...)")
        )
    return [_run(reader, cursor)], [], None


def _run(reader: Reader, cursor: Cursor) -> Expr:
    """The argument of a function that is written without brackets; the rule is at the top of `arithmetic.py`."""
    first = cursor.peek()
    if not reader.simple(cursor) or (first is not None and first.braced):
        return reader.factor(cursor)
    factors = []
    while reader.simple(cursor):
        factors.append(reader.factor(cursor))
    argument = product_of(factors)
    slash = cursor.peek()
    if slash is None or slash.kind != "op" or slash.text != "/":
        return argument
    after = cursor.peek(1)
    if argument == as_expr(1) and after is not None and after.kind == "number":
        raise reader.error(slash, "log 1/2 has two readings", "\\log\\frac{1}{2} or \\frac{\\log 1}{2}")
    if is_number(argument):
        return argument
    if after is None or after.kind == "number":
        return argument
    start, cursor.at = cursor.at, cursor.at + 1
    if is_group(after, "(") or reader.simple(cursor):
        divisor = reader.factor(cursor)
        if not is_number(divisor):
            return Div(argument, divisor)
    cursor.at = start
    return argument


def lattice(reader: Reader, cursor: Cursor, before: list[Expr]) -> Expr:
    """`p \\wedge q` and `p \\vee q`, where no other factor stands beside them."""
    sign = cursor.take()
    args = [*before, reader.factor(cursor)]
    while (item := cursor.skip_spaces()) is not None and item.kind == "op" and item.text == sign.text:
        cursor.take()
        args.append(reader.factor(cursor))
    crowded = item is not None and ((item.kind == "op" and item.text not in "+-") or reader.starts(cursor, item))
    if crowded or len(before) != 1:
        raise reader.error(sign, "it is not clear what is compared here", f"\\{sign.text}(a, b)")
    return Call(sign.text, tuple(args))
