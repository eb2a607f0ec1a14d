r"""Expectations: E_p[...], \mathbb{E}_{x\sim p_{data}}[...], E_{z~p_z}[...], E[x~p](...).

Square brackets and braces hold the whole body.  Without brackets the body is the rest of the term, as in
`E_p\log D + E_q\log(1-D)`.  Round brackets hold the body too; in LaTeX it is an error if they are followed directly by
a power or another factor, because `E(X-1)^2` has two readings.  `Var_q[f]` is E_q[f^2] - (E_q[f])^2.
"""

from __future__ import annotations

import re

from theory.reading.arithmetic import Cursor, Reader
from theory.reading.items import Item, is_group, spaceless, split
from theory.reading.names import identifier
from theory.reading.noise import bound, noise, refuse_unbound
from theory.reading.words import LAW_WORDS
from theory.terms.expr import Add, At, Expect, Expr, Functional, Neg, Pow, as_expr, walk

#: Laws of the noise, which may be any: N(0, I), U(-1, 1).
_NOISES = frozenset({"N", "U", "Unif", "Uniform", "Normal"})
_SHAPES = "E_p(...), E_q[...] or E_{x~p}[...]"


def is_expectation(reader: Reader, item: Item, then: Item | None) -> bool:
    """Whether an E is the expectation: it has a law below it or brackets after it, and is not a declared symbol."""
    if item.kind != "name" or item.primes or item.text in reader.names.symbols:
        return False
    if item.text == "E" or item.text.startswith("E_"):
        return item.sub is not None or item.text != "E" or is_group(then)
    if _is_variance(item):
        return reader.loose or is_group(then, "([")
    return item.text == "Expectation" and is_group(then, "(")


def _is_variance(item: Item) -> bool:
    return (item.text == "Var" and item.sub is not None) or item.text.startswith("Var_")


def expectation(reader: Reader, cursor: Cursor) -> Expr:
    """The expectation or variance that stands here."""
    item = cursor.take()
    if item.text == "Expectation":
        return _by_arguments(reader, cursor, item)
    if _is_variance(item) and not is_group(cursor.skip_spaces(), "(["):
        raise reader.error(item, "a variance without brackets", "Var_q[f]")
    below = _below(reader, cursor, item)
    laws = [_law(reader, part, item) for part in below]
    if any(len(s) != 1 or s[0].kind != "number" for s in item.sups):
        raise reader.error(item, "a label above an expectation", "a number as its power, or \\left(E_p[...]\\right)^a")
    with bound(reader, *(variable for _, variable in laws)):
        body, sups, at = _body(reader, cursor, item)
    refuse_unbound(reader, item, body, [variable for _, variable in laws])
    for law, variable in reversed(laws):
        law = noise(reader, item, law, variable, body)
        if _is_variance(item):
            mean = Expect(law, body, variable)
            body = Add((Expect(law, Pow(body, as_expr(2)), variable), Neg(Pow(mean, as_expr(2)))))
        else:
            body = Expect(law, body, variable)
    return reader.raised(body, [*item.sups, *sups], at)


def _below(reader: Reader, cursor: Cursor, item: Item) -> list[list[Item]]:
    """The items that name the law, one list for each variable."""
    if "_" in item.text:
        word = item.text.partition("_")[2]
        return [[Item("name", word, item.end - len(word), item.end)]]
    items = item.sub
    if items is None:
        group = cursor.peek()
        if not is_group(group, "[") or group is None or not any(i.kind in ("sim", "tie") for i in group.inside):
            raise reader.error(item, "an expectation without its law", _SHAPES)
        cursor.take()
        items = group.inside
    parts = split(items, "comma")
    if len(parts) > 1 and _is_variance(item):
        raise reader.error(item, "a variance over several variables", "one law")
    if len(parts) > 1 and not all(any(i.kind in ("sim", "tie") for i in p) for p in parts):
        raise reader.error(item, "an expectation over several variables at once", "E_{x\\sim p, z\\sim p_z}")
    return parts


def _law(reader: Reader, items: list[Item], item: Item) -> tuple[Expr, str | None]:
    """The law and the variable: from `x ~ p`, `p`, `data` or `z`."""
    # `x~p` typed in LaTeX is a space to TeX, and what was meant is clear
    halves = split(items, "sim" if any(i.kind == "sim" for i in items) else "tie")
    variable: str | None = None
    if len(halves) == 2 and spaceless(halves[0]):
        named = spaceless(halves[0])
        if len(named) != 1 or named[0].kind != "name":
            raise reader.error(named[0], "not a variable", _SHAPES)
        variable = identifier(named[0])
    elif len(halves) > 1:
        raise reader.error(item, "an expectation without its law", _SHAPES)
    law_items = spaceless(halves[-1])
    if not law_items:
        raise reader.error(item, "an expectation without its law", _SHAPES)
    first = law_items[0]
    word = identifier(first) if first.kind == "name" else ""
    if len(law_items) == 1 and word in LAW_WORDS and reader.names.density(word) is None:
        density, own = LAW_WORDS[word]
        return At(density, variable or own), variable or own
    if first.kind == "name" and first.text in _NOISES and first.text not in reader.names.symbols:
        # z ~ N(0, I): the noise, whatever its law
        if (variable or "x")[0] in "xy":
            raise reader.error(first, "a law other than p, q, m and that of the noise z", _SHAPES)
        return At("p_z", variable), variable
    if first.kind == "name" and first.text in ("G", "g") and len(law_items) == 2 and is_group(law_items[1], "("):
        # x ~ G(z): the law of G(z)
        return At("q", variable), variable
    if len(law_items) == 1 and word and word not in reader.names.symbols and re.fullmatch(r"[xyXY](_\w+)?", word):
        raise reader.error(
            first, f"an expectation over {word} of which law?", f"E_{{{word}\\sim p}} or E_{{{word}\\sim q}}"
        )
    law = reader.whole(law_items, item.end)
    if not any(isinstance(e, At) for e in walk(law)) or isinstance(law, Functional):
        raise reader.error(first, "a law must be a density", _SHAPES)
    if isinstance(law, At):
        if law.name == "p_z":
            variable = variable or law.var or "z"
        variable = variable or law.var
        if law.name not in ("p", "q", "m", "p_z") and law.name not in reader.names.called:
            raise reader.error(first, "a law must be a density", _SHAPES)
        law = At(law.name, variable)
    return law, variable


def _body(reader: Reader, cursor: Cursor, item: Item) -> tuple[Expr, list[list[Item]], Item]:
    """The body, the powers of the whole expectation, and where those stand."""
    group = cursor.skip_spaces() if reader.loose else cursor.peek()
    if group is None or not is_group(group):
        if not reader.loose:
            raise reader.error(group or cursor.end, "an expectation without brackets", f"{item.text}(...)")
        if group is None:
            raise reader.error(cursor.end, "an expectation without a body", _SHAPES)
        if group.kind == "op" and group.text in "+-":
            raise reader.error(group, "a sign directly after an expectation", "square brackets around its body")
        return reader.product(cursor), [], item
    cursor.take()
    if group.sub is not None:
        raise reader.error(group, "an expectation with a label behind it", "the label inside: E_p[(...)_+]")
    if sum(i.kind == "bar" for i in group.inside) == 1:
        raise reader.error(group, "a conditional expectation is not a formula here", "an expectation under p, q or m")
    if reader.loose and group.text == "(":
        _refuse_ambiguity(reader, cursor, group)
    return reader.whole(group.inside, group.end), group.sups, group


def _refuse_ambiguity(reader: Reader, cursor: Cursor, group: Item) -> None:
    then = cursor.peek()
    clear = then is None or then.kind in ("int", "sum", "space") or not reader.starts(cursor, then)
    if then is not None and not clear and is_expectation(reader, then, cursor.peek(1)):
        clear = True
    if group.sups or not clear:
        where = group.sups[0][0] if group.sups and group.sups[0] else then or group
        raise reader.error(where, "it is not clear where this expectation ends", "square brackets around its body")


def _by_arguments(reader: Reader, cursor: Cursor, item: Item) -> Expr:
    """Expectation(f, p)"""
    group = cursor.take()
    parts = split(group.inside, "comma")
    if len(parts) != 2:
        raise reader.error(group, "Expectation takes a body and a law", "Expectation(f(x), p)")
    law, variable = _law(reader, parts[1], item)
    with bound(reader, variable):
        body = reader.whole(parts[0], group.end)
    refuse_unbound(reader, item, body, [variable])
    return reader.raised(Expect(noise(reader, item, law, variable, body), body, variable), group.sups, group)
