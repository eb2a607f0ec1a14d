"""Named functionals: KL(p||q), D_{KL}(p \\| q), JSD, TV, chi^2, H, V(D, G) and their kin."""

from __future__ import annotations

from theory.reading.arithmetic import Cursor, Reader
from theory.reading.items import Item, flat, is_group, spaceless, split
from theory.reading.names import identifier, powers
from theory.reading.words import FUNCTIONAL_WORDS
from theory.terms.expr import At, Expr, Functional, Sym, walk
from theory.terms.named import FUNCTIONALS


def functional_name(reader: Reader, item: Item, then: Item | None) -> str | None:
    """The functional that an item names; None if it names none, is declared, or nothing in brackets follows."""
    if item.kind != "name" or not is_group(then, "([") or item.primes:
        return None
    name = identifier(item)
    if name in reader.names.symbols or item.text in reader.names.symbols:
        return None
    if item.sups and (squared := name + "^" + (flat(item.sups[0]) or "")) in FUNCTIONAL_WORDS:
        # \chi^2(p||q) is one functional; H^2 is Hellinger's with two densities and a squared entropy with one
        assert then is not None
        if name != "H" or len(_arguments_of(then)) == 2:
            return FUNCTIONAL_WORDS[squared]
    return FUNCTIONAL_WORDS.get(name)


def functional(reader: Reader, cursor: Cursor) -> Expr:
    """The functional that stands here, with its densities."""
    item = cursor.take()
    group = cursor.take()
    name = functional_name(reader, item, group)
    assert name is not None
    parts = _arguments_of(group)
    if name == "V":
        parts = [p for p in parts if not _is_generator(p)] if len(parts) == 2 else parts
    elif name == "H" and len(parts) == 2:
        name = "CE"
    ordered = identifier(item) in ("D_alpha", "R_alpha")
    count = FUNCTIONALS[name][0] - ordered
    if len(parts) != count:
        wanted = {1: "one argument", 2: "two densities", 3: "an order and two densities"}[count]
        raise reader.error(group, f"{item.text} takes {wanted}, not {len(parts)}", _shape(item.text, count))
    args = tuple(reader.whole(part, group.end) for part in parts)
    for part, arg in zip(parts, args, strict=True):
        if name not in ("V", "Renyi") and not any(isinstance(e, At) for e in walk(arg)):
            at = spaceless(part)[0]
            raise reader.error(at, f"{item.text} takes densities", _shape(item.text, count))
    if ordered:
        args = (Sym("alpha"), *args)
    sups = powers(item)
    if sups and identifier(item) + "^" + (flat(sups[0]) or "") in FUNCTIONAL_WORDS and name != "H":
        sups = sups[1:]
    if group.sub is not None:
        raise reader.error(group, "a bracket with a label", "a power or an operator")
    return reader.raised(Functional(name, args), [*sups, *group.sups], group)


def _shape(word: str, count: int) -> str:
    return {1: f"{word}(p)", 2: f"{word}(p, q)", 3: f"{word}(alpha, p, q)"}[count]


def _arguments_of(group: Item) -> list[list[Item]]:
    """The arguments between brackets: separated by commas, by `||`, or by one `|` or `:`."""
    items = group.inside
    if any(i.kind in ("dbar", "comma") for i in items):
        return split(items, "dbar", "comma")
    if sum(i.kind == "bar" for i in items) == 1 or sum(i.text == ":" for i in items) == 1:
        return split(items, "bar", "semi")
    return [items]


def _is_generator(items: list[Item]) -> bool:
    """Whether an argument of V is the generator, which the value depends on through q only."""
    inside = spaceless(items)
    return len(inside) == 1 and inside[0].kind == "name" and inside[0].text.partition("_")[0] == "G"
