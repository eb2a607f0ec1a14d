r"""What stands below an integral or a sum: a variable, or a name of the whole space.  A part of it is refused.

`\sum_{i=1}^n p_i\log\frac{p_i}{q_i}` is the sum over a whole space of n points, because a density is a factor of every
term and n occurs nowhere else.  A sum over samples, as in `\frac1n\sum_i\log D(x_i)`, is no expectation and is refused.
"""

from __future__ import annotations

import re

from theory.reading.arithmetic import Reader
from theory.reading.items import Item, flat, spaceless
from theory.reading.names import INDICES, identifier
from theory.terms.expr import (
    Add,
    At,
    Call,
    Div,
    Expect,
    Expr,
    Functional,
    Integral,
    Mul,
    Neg,
    Pow,
    Sym,
    children,
    rebuild,
)

_SPACES = frozenset({"X", "Y", "Z", "Omega", "R"})
_WHOLE = "the whole space: \\int, \\int_x, \\int_{\\mathcal X} or \\int_{-\\infty}^{\\infty}"
_COUNTS = frozenset("nNmMKB")
_DENSITIES = frozenset({"p", "q", "m", "q'"})


def variable_below(reader: Reader, sign: Item) -> tuple[str | None, bool]:
    """The variable below the sign, and whether the sum is from 1 to n."""
    below, above = sign.sub, sign.sups
    if len(above) > 1:
        raise reader.error(sign, "an integral sign with labels that mean nothing")
    if above:
        if sign.kind == "sum" and (index := _counted(reader, below or [], above[0])):
            return index, True
        if (_end(below or []), _end(above[0])) != ("-inf", "inf"):
            raise reader.error(sign, "a bounded range", _WHOLE)
        return None, False
    if below is None:
        return None, False
    items = spaceless(below)
    at = below[0] if below else sign
    if any(i.kind in ("number", "equals", "relation", "comma") for i in items) or not items:
        raise reader.error(at, "a bounded range", "a variable or the whole space")
    name = identifier(items[0]) if items[0].kind == "name" and not items[0].sups else ""
    if name[:1].islower() and len(name.partition("_")[0].rstrip("'")) == 1:
        inside = len(items) > 2 and items[1].kind == "sim" and items[1].text == "in" and _is_space(items[2:])
        if len(items) == 1 or inside:
            return name, False
    if not _is_space(items):
        raise reader.error(at, "this may be a part of the space only", _WHOLE)
    return None, False


def refuse_mean(reader: Reader, before: list[Item], sign: Item) -> None:
    """Refuse `\\frac1n\\sum_i`, whatever stands behind it."""
    last = next((i for i in reversed(before) if i.kind not in ("space", "tie")), None)
    index = flat(sign.sub[:1]) if sign.sub else None
    if last is not None and last.kind == "frac" and flat(last.parts[1]) in _COUNTS and (index or "i") in INDICES:
        raise reader.error(last, "a sample mean is not an expectation", "E_{x\\sim p}[...]")


def _is_space(items: list[Item]) -> bool:
    """X, Y, Z, Omega in any type, or a power of R."""
    first = items[0]
    if len(items) != 1 or first.kind != "name" or first.sub is not None or first.text not in _SPACES:
        return False
    powers = [s[0].kind for s in first.sups if len(s) == 1]
    return not first.sups or (first.text == "R" and powers in (["name"], ["number"]))


def _counted(reader: Reader, below: list[Item], above: list[Item]) -> str | None:
    """The index of a sum from 1 to n, where n is a name that occurs nowhere else, or infinity."""
    below = spaceless(below)
    shape = [i.kind for i in below] == ["name", "equals", "number"] and len(above) == 1
    if not shape or below[2].text != "1" or any(i.has_scripts for i in (*below[1:], *above)):
        return None
    last = above[0]
    if last.kind == "name" and identifier(last) in reader.names.mentioned:
        what = f"{last.text} occurs elsewhere too, and a sample mean is not an expectation"
        raise reader.error(last, what, f"E_{{x\\sim p}}[...], or a sum without {last.text}")
    return identifier(below[0]) if last.kind in ("name", "infinity") else None


def _end(items: list[Item]) -> str:
    text = "".join(i.text if i.kind == "op" else "inf" if i.kind == "infinity" else "?" for i in items)
    return {"+inf": "inf", "oo": "inf"}.get(text, text)


def summed(reader: Reader, sign: Item, body: Expr, index: str | None, counted: bool) -> Expr:
    """The sum of the body over the whole space."""
    places = {v for e in _outside(body) if (v := _place(e)) is not None}
    if index is None:
        letters = {v.rpartition("_")[2] for v in places if v.rpartition("_")[2] in INDICES}
        if len(letters) > 1:
            raise reader.error(sign, "a sum without its index", "the index below the sign: \\sum_i")
        if not letters:
            return Integral(body, None)
        index = letters.pop()
    if not counted and index not in INDICES:
        return Integral(body, index)
    if not _weighed(body):
        raise reader.error(
            sign, "a sum over samples is not an expectation", "a density as a factor, or E_{x\\sim p}[...]"
        )
    points = {v for v in places if re.fullmatch(rf"[a-z]_{index}", v)}
    if len(points) > 1:
        raise reader.error(sign, "a sum over several points at once", "one point x_i")
    if not points:
        return Integral(body, index)
    point = points.pop()
    return Integral(_moved(body, index, point), point)


def _place(e: Expr) -> str | None:
    """The point of a function, or a coordinate such as x_i."""
    if isinstance(e, At):
        return e.var
    return e.name if isinstance(e, Sym) and re.fullmatch(r"[xyz]_\w", e.name) else None


def _outside(e: Expr) -> list[Expr]:
    """The expression and its parts, without what stands inside inner integrals."""
    if isinstance(e, Integral | Expect | Functional):
        return []
    return [e, *(u for c in children(e) for u in _outside(c))]


def _moved(e: Expr, index: str, point: str) -> Expr:
    """The body with p_i read as p(x_i), where both are written."""
    if isinstance(e, At):
        return At(e.name, point) if e.var == index else e
    kids = children(e)
    return rebuild(e, tuple(_moved(c, index, point) for c in kids)) if kids else e


def _weighed(e: Expr) -> bool:
    """Whether a density is a factor of every term."""
    match e:
        case At(name):
            return name in _DENSITIES
        case Add(args):
            return all(map(_weighed, args))
        case Mul(args):
            return any(map(_weighed, args))
        case Div(top) | Neg(top) | Pow(top):
            return _weighed(top)
        case Call("sqrt" | "abs" | "max" | "min" | "relu", args):
            return all(map(_weighed, args))
        case Integral(body):
            return _weighed(body)
    return False
