"""Named functionals: KL(p||q), D_{KL}(p \\| q), JSD, TV, chi^2, H, V(D, G) and their kin."""

from __future__ import annotations

from theory.reading.arithmetic import Cursor, Reader
from theory.reading.items import Item, flat, is_group, spaceless, split
from theory.reading.names import identifier, powers
from theory.reading.words import FUNCTIONAL_WORDS, SWAPPED
from theory.terms.expr import At, Call, Expr, Functional, Integral, Mul, Sym, as_expr, walk
from theory.terms.named import FUNCTIONALS


def functional_name(reader: Reader, item: Item, then: Item | None) -> str | None:
    """The functional that an item names; None if it names none, is declared, or nothing in brackets follows."""
    if item.kind != "name" or then is None or not is_group(then, "([") or item.primes:
        return None
    name = identifier(item)
    if name in reader.names.symbols or item.text in reader.names.symbols:
        return None
    if _order(item) is not None and len(_arguments_of(then)) == 2:
        return "Renyi"
    squared = _squared(item)
    # \chi^2(p||q) is one functional; H^2 is Hellinger's with two densities and a squared entropy with one
    if squared in FUNCTIONAL_WORDS and (name != "H" or len(_arguments_of(then)) == 2):
        return FUNCTIONAL_WORDS[squared]
    return FUNCTIONAL_WORDS.get(name)


def functional(reader: Reader, cursor: Cursor) -> Expr:
    """The functional that stands here, with its densities."""
    item = cursor.take()
    group = cursor.take()
    name = functional_name(reader, item, group)
    assert name is not None
    parts = _arguments_of(group)
    _refuse_scripts(reader, item, group)
    if name == "BC":
        return _affinity(reader, item, group, parts)
    if name == "V":
        parts = [p for p in parts if not _is_generator(p)] if len(parts) == 2 else parts
        if len(parts) != 1 or any(reader.names.density(flat(p) or "") in ("p", "q", "m") for p in parts):
            raise reader.error(group, "V takes the discriminator", "V(D), V(D,G) or V(D^*,G)")
    elif name == "H" and len(parts) == 2:
        name = "CE"
    order = _order(item)
    ordered = identifier(item) in ("D_alpha", "R_alpha") or order is not None
    count = FUNCTIONALS[name][0] - ordered
    if len(parts) != count:
        wanted = {1: "one argument", 2: "two densities", 3: "an order and two densities"}[count]
        raise reader.error(group, f"{item.text} takes {wanted}, not {len(parts)}", _shape(item.text, count))
    args = tuple(reader.whole(part, group.end) for part in parts)
    for part, arg in zip(
        parts[name == "Renyi" and not ordered :], args[name == "Renyi" and not ordered :], strict=True
    ):
        if name != "V" and not any(isinstance(e, At) for e in walk(arg)):
            at = spaceless(part)[0]
            raise reader.error(at, f"{item.text} takes densities", _shape(item.text, count))
    if ordered:
        args = (Sym("alpha") if order is None else reader.whole(order, item.end), *args)
        if order is not None and args[0] in (as_expr(0), as_expr(1)):
            raise reader.error(item, "an order that Renyi's divergence has as a limit only", "KL(p||q) for the order 1")
    sups = powers(item)
    if _squared(item) in FUNCTIONAL_WORDS and name != "H":
        sups = sups[1:]
    if _squared(item) in SWAPPED or identifier(item) in SWAPPED:
        args = (args[1], args[0])
    return reader.raised(Functional(name, args), [*sups, *group.sups], group)


def _squared(item: Item) -> str:
    """`chi^2` of \\chi^2 and `chi_P^2` of \\chi^2_P."""
    return identifier(item) + "^" + (flat(item.sups[0]) or "") if item.sups else ""


def _order(item: Item) -> list[Item] | None:
    """The order of D_2(p||q) or D_{1/2}(p||q), if it is a number."""
    if item.kind == "name" and item.text.startswith("D_") and item.text[2:].isdigit():
        return [Item("number", item.text[2:], item.pos + 2, item.end)]
    if item.kind != "name" or item.text not in ("D", "R") or not item.sub:
        return None
    numbers = (
        item.sub if item.sub[0].kind != "frac" or len(item.sub) > 1 else [*item.sub[0].parts[0], *item.sub[0].parts[1]]
    )
    known = all(i.kind == "number" or (i.kind == "op" and i.text == "/") for i in numbers)
    return item.sub if known and not any(i.has_scripts for i in (*numbers, *item.sub)) else None


def _refuse_scripts(reader: Reader, item: Item, group: Item) -> None:
    """A label above that is no number is not a power, and a label below the brackets or a bar means nothing."""
    if group.sub is not None:
        raise reader.error(group, "a bracket with a label", "a power or an operator")
    if any(i.has_scripts for i in group.inside if i.kind in ("dbar", "bar")):
        raise reader.error(group, "a bar with a label", "the bars without it")
    for sup in powers(item):
        if len(sup) != 1 or sup[0].kind != "number":
            hint = f"({item.text}(p,q))^a for a power; weights are written out with KL"
            raise reader.error(sup[0] if sup else item, f"a label above {item.text}", hint)


def _affinity(reader: Reader, item: Item, group: Item, parts: list[list[Item]]) -> Expr:
    """BC(p, q), the integral of sqrt(pq)."""
    if len(parts) != 2:
        raise reader.error(group, f"BC takes two densities, not {len(parts)}", "BC(p, q)")
    args = tuple(reader.whole(part, group.end) for part in parts)
    points = {e.var for arg in args for e in walk(arg) if isinstance(e, At)}
    if len(points) != 1:
        raise reader.error(group, "BC takes densities", "BC(p, q)")
    return reader.raised(Integral(Call("sqrt", (Mul(args),)), points.pop()), [*powers(item), *group.sups], group)


def _shape(word: str, count: int) -> str:
    return {1: f"{word}(p)", 2: f"{word}(p, q)", 3: f"{word}(alpha, p, q)"}[count]


def _arguments_of(group: Item) -> list[list[Item]]:
    """The arguments between brackets: separated by commas, by `||`, or by one `|`, `:` or `;`."""
    items = group.inside
    if any(i.kind in ("dbar", "comma") for i in items):
        return split(items, "dbar", "comma")
    if sum(i.kind == "bar" for i in items) == 1 or sum(i.kind == "semi" for i in items) == 1:
        return split(items, "bar", "semi")
    return [items]


def _is_generator(items: list[Item]) -> bool:
    """Whether an argument of V is the generator, which the value depends on through q only."""
    inside = spaceless(items)
    return (
        len(inside) == 1 and inside[0].kind == "name" and inside[0].text.partition("_")[0] == "G" and not inside[0].sups
    )
