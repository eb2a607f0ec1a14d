"""A name before brackets: the value of a function, an unknown function of a value, or a product."""

from __future__ import annotations

import difflib

from theory.reading.arithmetic import Cursor, Reader
from theory.reading.items import Item, is_group, split
from theory.reading.names import identifier, powers
from theory.reading.scripts import DERIVATIVE
from theory.reading.words import FUNCTION_LETTERS, FUNCTION_WORDS, FUNCTIONAL_WORDS, INTEGRAL_WORDS, LONG_NAMES
from theory.terms.expr import Apply, At, Expr, Functional

_KNOWN = sorted({*FUNCTION_WORDS, *FUNCTIONAL_WORDS, *INTEGRAL_WORDS})
_LOWER = {word.lower(): word for word in _KNOWN}


def nearest(name: str) -> str:
    """A hint naming the known word that a name misspells by one letter, or by the case of its letters."""
    close = _misspelt(name)
    return f", or {close}" if close else ""


def _misspelt(name: str) -> str | None:
    if name.lower() in _LOWER:
        return _LOWER[name.lower()]
    near = [w for w in difflib.get_close_matches(name, _KNOWN, n=5, cutoff=0.5) if _one_slip(name, w)]
    return near[0] if near else None


def _one_slip(a: str, b: str) -> bool:
    """Whether one letter added, dropped or changed, or two neighbours exchanged, makes one word the other."""
    if abs(len(a) - len(b)) > 1 or min(len(a), len(b)) < 2:
        return False
    start = next((k for k in range(min(len(a), len(b))) if a[k] != b[k]), min(len(a), len(b)))
    rests = [(a[start + 1 :], b[start + 1 :]), (a[start + 1 :], b[start:]), (a[start:], b[start + 1 :])]
    swapped = a[start : start + 2] == b[start : start + 2][::-1] and a[start + 2 :] == b[start + 2 :]
    return swapped or any(x == y for x, y in rests)


def looks_like_call(reader: Reader, item: Item, then: Item | None) -> bool:
    """Whether the brackets after a name are its argument; in LaTeX they are a factor in `t(1-t)` and `q(1-D)`."""
    if then is None or not is_group(then, "("):
        return False
    name, names = identifier(item), reader.names
    if name == "sigma":
        # declared, or it would have been the sigmoid: a parameter, and the brackets a factor
        return not reader.loose
    if names.point(then.inside) is not None:
        return not (name == "pi" and not names.pi_is_data)
    density = names.density(name)
    if density is not None:
        if names.lone(then.inside) or _two_densities(then.inside) or _is_conditional(then.inside):
            return True
        if density in ("D", "D*") and len(then.inside) == 2 and then.inside[0].text in ("G", "g"):
            return True
        if _holds_point(reader, then.inside):
            # p(x-mu) is no product, and p(-x) is read as a value
            return True
        arithmetic = density in ("p", "q", "m") and _no_point(then)
        return (not reader.loose and not arithmetic) or _coordinate(reader, then.inside)
    if not reader.loose:
        return name not in names.symbols or name in names.called or name in FUNCTION_LETTERS or not _no_point(then)
    if name in names.called or item.primes:
        return True
    if name in names.symbols or name in names.bare:
        return False
    if name in FUNCTION_LETTERS or name[:1].isupper():
        return True
    single = _base(name) in LONG_NAMES or len(item.text.partition("_")[0]) == 1
    if single and len(then.inside) == 1 and then.inside[0].kind == "name":
        # undeclared, and not used elsewhere
        raise reader.error(item, f"{name}({then.inside[0].text}) has two readings", f"{name}\\cdot, or {name} declared")
    return False


def _holds_point(reader: Reader, items: list[Item]) -> bool:
    """Whether a coordinate stands here, and not as the point of a function such as D(x)."""
    for index, item in enumerate(items):
        if item.kind == "name" and reader.names.point([item]) is not None:
            return True
        called = index > 0 and items[index - 1].kind in ("name", "group", "frac")
        inner = item.parts if item.kind == "frac" or (item.kind == "group" and not called) else ()
        if any(_holds_point(reader, part) for part in inner):
            return True
    return False


def _no_point(group: Item) -> bool:
    """Whether the brackets hold arithmetic, so that in plain text, too, they are a factor."""
    kinds = {i.kind for i in group.inside}
    return bool(kinds & {"number", "op"}) and not kinds & {"comma", "dbar", "bar", "semi"}


def call(reader: Reader, cursor: Cursor) -> Expr:
    """The value of the function that stands here."""
    item, group = cursor.take(), cursor.take()
    if group.sub is not None:
        raise reader.error(group, "a bracket with a label", "a power or an operator")
    value = _value(reader, item, group)
    return reader.raised(value, [*powers(item), *group.sups], group)


def _value(reader: Reader, item: Item, group: Item) -> Expr:
    name, names = identifier(item), reader.names
    point = names.point(group.inside)
    density = names.density(name)
    if item.primes and names.density(item.text) in ("p", "q", "m"):
        raise reader.error(item, f"{name} has two readings", "\\dot q, or qdot, for the direction of the generator")
    base = _base(name)
    if item.primes and base in names.symbols and base not in names.called and base not in FUNCTION_LETTERS:
        raise reader.error(item, f"{base} is a declared symbol, and {DERIVATIVE}", f"{base}*(...)")
    if "_dot" in name and name not in names.symbols and density is None:
        if point is not None and point.given and name.partition("_")[0] in ("p", "P"):
            return At("q'", point.name)
        if names.density(name.partition("_")[0]):
            raise reader.error(item, "only the generator's density moves", "\\dot q")
    if density is not None:
        if point is not None:
            if point.given and density == "p" and name in ("p", "P") and "p" not in names.symbols:
                density = "q"
            return At(density, point.name)
        if (lone := names.lone(group.inside)) is not None:
            return At(density, lone)
        if _two_densities(group.inside):
            left, right = split(group.inside, "dbar")
            return Functional("KL", (reader.whole(left, group.end), reader.whole(right, group.end)))
        if _is_conditional(group.inside):
            raise reader.error(group, "a conditional density other than p(x|theta)", f"{name}(x)")
        if _coordinate(reader, group.inside):
            return Apply(density, (reader.whole(group.inside, group.end),))
        raise reader.error(group, f"{name} is a function of a point", f"{name}(x), or '*' before the bracket")
    if name == "pi":
        raise reader.error(group, "pi is a number here", "'*' before the bracket")
    if name == "sigma":
        raise reader.error(group, "sigma is a declared symbol here", "sigma*(...), or sigmoid(...)")
    if point is not None and name[:1].islower() and len(name) > 2 and name not in names.symbols:
        _refuse_misspelling(reader, item, name)
    if point is not None and (name in names.symbols or len(_base(name)) == 1 or not name[:1].isupper()):
        return At(name, point.name)
    return _unknown(reader, item, group, name)


def _unknown(reader: Reader, item: Item, group: Item, name: str) -> Expr:
    """An unknown function of values that are not just a point."""
    names = reader.names
    if name not in names.called and name not in FUNCTION_LETTERS:
        if not reader.loose and name in names.bare:
            raise reader.error(group, f"{name} is a symbol here", f"{name}*(...)")
        if name not in names.symbols:
            if _base(name) in FUNCTIONAL_WORDS and "_" in name and name.lower() not in _LOWER:
                hint = f"{_base(name)}(...) without a label, or the formula written out"
                raise reader.error(item, f"unknown functional {name}", hint)
            if _base(name) in INTEGRAL_WORDS:
                raise reader.error(item, f"unknown function {name}", f"{_base(name)}(p_i, i), with the variable last")
            _refuse_misspelling(reader, item, name)
            several = any(i.kind in ("comma", "dbar") for i in group.inside)
            if name[:1].isupper() and (several or len(_base(name)) > 1):
                raise reader.error(item, f"unknown function {name}", "a known function" + nearest(name))
    args = tuple(reader.whole(part, group.end) for part in split(group.inside, "comma"))
    return Apply(name, args)


def _base(name: str) -> str:
    """The name without label, star and primes."""
    return name.partition("_")[0].rstrip("'*")


def _refuse_misspelling(reader: Reader, item: Item, name: str) -> None:
    """`sigmod(x)` would otherwise silently be an arbitrary function."""
    if len(name) >= 2 and name.lower() in _LOWER:
        raise reader.error(item, f"unknown function {name}", _LOWER[name.lower()])
    if len(name) > 2 and difflib.get_close_matches(name, _KNOWN, n=1, cutoff=0.75):
        raise reader.error(item, f"unknown function {name}", _misspelt(name) or "a known function")


def _two_densities(items: list[Item]) -> bool:
    """Whether the brackets hold `p || q`, as in D(p || q)."""
    return sum(i.kind == "dbar" for i in items) == 1


def _is_conditional(items: list[Item]) -> bool:
    """Whether the brackets hold `x|z` or `x;z`; two bars are a modulus."""
    return sum(i.kind == "bar" for i in items) == 1 or any(i.kind == "semi" for i in items)


def _coordinate(reader: Reader, items: list[Item]) -> bool:
    """Whether the brackets hold arithmetic of coordinates and numbers only, as in p(-x) or p(0)."""
    if not items:
        return False
    for item in items:
        if item.kind == "name":
            if item.has_scripts or reader.names.point([item]) is None:
                return False
        elif item.kind not in ("number", "op", "space"):
            return False
    return True
