"""What is settled over all the texts that are read together: what is bound, what is a function, what pi stands for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

from theory.reading.errors import ReadingError
from theory.reading.items import Item, is_group, spaceless, split
from theory.reading.names import INDICES, Names, identifier
from theory.reading.words import DENSITIES, FUNCTIONAL_WORDS, INTEGRAL_WORDS, SUM_WORDS

#: Letters that stand for functions of a point where they are bare under an expectation or an integral.
_TEST_FUNCTIONS = frozenset("fghCFT")


def survey(texts: Iterable[list[Item]], symbols: Collection[str] = ()) -> list[Names]:
    """The conventions for texts that are read together, one `Names` for each."""
    texts = list(texts)
    declared = frozenset(_declared(s) for s in symbols)
    variables = frozenset(v for t in texts for v in _variables(t)) - declared
    first = Names(symbols=declared, variables=variables)
    pi = "pi" not in declared and any(_pi_is_density(t, first) for t in texts)
    called: set[str] = set()
    bare: set[str] = set()
    for text in texts:
        for name, follower in _names(text):
            if is_group(follower, "(") and follower is not None and first.point(follower.inside) is not None:
                called.update({identifier(name)} - {"sigma"})
            elif not is_group(follower, "(["):
                bare.add(identifier(name))
        called |= set(_integrated(text, False)) - declared
    mentioned = frozenset(n for t in texts for n in _mentioned(t))
    found = []
    for text in texts:
        own = {identifier(name) for name, _ in _names(text)} | {_law(name) for name, _ in _names(text)}
        named_q = any(DENSITIES.get(n) == "q" and n[:1] in "qQ" for n in own)
        found.append(Names(declared, pi, pi and not named_q, frozenset(called), frozenset(bare), variables, mentioned))
    return found


@lru_cache(maxsize=1024)
def _declared(name: str) -> str:
    """A declared name as a formula would give it: `\\hat{\\mu}` is mu_hat, `\\sigma_{1}` is sigma_1."""
    from theory.reading.nesting import items_of

    if any(c in name for c in "\\{$"):
        try:
            items = items_of(name, "latex")
        except ReadingError:
            items = []
        if len(items) == 1 and items[0].kind == "name":
            return identifier(items[0])
    return name.lstrip("\\").strip()


def _mentioned(items: list[Item]) -> Iterator[str]:
    """Every name but those at the ends of sums."""
    for item in items:
        if item.kind == "name":
            yield identifier(item)
        scripts = [] if item.kind in ("sum", "int") else item.sups
        for part in (*item.parts, *scripts):
            yield from _mentioned(part)


def _integrated(items: list[Item], under: bool) -> Iterator[str]:
    """Letters such as f and T that stand bare under an expectation, an integral or a sum, or in (f+g)(x)."""
    opens = False
    for index, item in enumerate(items):
        then = items[index + 1] if index + 1 < len(items) else None
        inside = under or opens
        opens = False
        if _is_sign(item, then):
            opens = is_group(then)
            under = under or not opens
        elif (
            inside
            and item.text in _TEST_FUNCTIONS
            and item.sub is None
            and not item.primes
            and not is_group(then, "([")
        ):
            yield from [item.text] if item.kind == "name" else []
        called = item.kind in ("group", "frac", "sqrt") and then is not None and _is_at_point(then)
        for part in (*item.parts, *item.sups):
            yield from _integrated(part, inside or called)


def _is_at_point(then: Item) -> bool:
    """Whether these are the brackets of (f+g)(x)."""
    return is_group(then, "(") and len(then.inside) == 1 and then.inside[0].text in ("x", "y", "z")


def _is_sign(item: Item, then: Item | None) -> bool:
    """Whether an expectation, an integral or a sum begins here."""
    if item.kind != "name":
        return item.kind in ("int", "sum")
    if item.text in INTEGRAL_WORDS or item.text == "Expectation":
        return is_group(then, "(")
    return (item.text == "E" and item.sub is not None) or item.text.startswith(("E_", "Var_")) or item.text == "Var"


def _labels(items: list[Item]) -> Iterator[str]:
    """The indices that hang below densities, as i in p_i, and in the points of densities, as in p(x_i)."""
    for name, _ in _names(items):
        base, _, label = identifier(name).partition("_")
        if label in INDICES and base in DENSITIES:
            yield label


def _names(items: list[Item]) -> Iterator[tuple[Item, Item | None]]:
    """Every name with the item that follows it, at every level, scripts included."""
    for index, item in enumerate(items):
        if item.kind == "name":
            yield item, items[index + 1] if index + 1 < len(items) else None
        # the label of a name is part of the name; the subscript of E holds names of its own
        if item.sub is not None and (item.kind != "name" or item.text == "E"):
            yield from _names(item.sub)
        for part in (*item.parts, *item.sups):
            yield from _names(part)


def _law(item: Item) -> str:
    """The law in the plain `E_p`, which is one word there."""
    return item.text[2:] if item.text.startswith("E_") else ""


def _lists(items: list[Item]) -> Iterator[list[Item]]:
    """Every list of items at every level."""
    yield items
    for item in items:
        for part in (*item.parts, *item.sups, *([item.sub] if item.sub is not None else [])):
            yield from _lists(part)


def _variables(text: list[Item]) -> Iterator[str]:
    """Names that are bound somewhere: x in dx, in x ~ p, in sum_x, in Integral(..., x)."""
    slopes: set[int] = set()
    for items in _lists(text):
        # the a of \\frac{d}{da} is a parameter and no variable
        slopes |= {id(part) for i in items if _is_slope(i) for part in i.parts}
        if id(items) in slopes:
            continue
        for here, then in pairwise(items):
            if then.kind in ("sim", "tie") and here.kind == "name":
                yield identifier(here)
            if here.kind == "name" and here.text == "d" and then.kind == "name" and then.text not in ("mu", "lambda"):
                yield identifier(then)
            if here.kind == "name" and here.text in INTEGRAL_WORDS and is_group(then, "("):
                ranges = split(then.inside, "comma")[1:]
                for part in ranges:
                    part = part[0].inside[:1] if part and is_group(part[0], "(") else part
                    if len(part) == 1 and part[0].kind == "name":
                        yield identifier(part[0])
                if not ranges and here.text in SUM_WORDS:
                    yield from _labels(then.inside)
        for index, item in enumerate(items):
            if item.kind in ("sum", "int") and item.sub and item.sub[0].kind == "name" and item.sub[0].text.islower():
                yield identifier(item.sub[0])
            elif item.kind == "sum" and not item.sub:
                yield from _labels(items[index + 1 :])


def _is_slope(item: Item) -> bool:
    """Whether a fraction has a d at the head of its numerator and of its denominator."""
    return item.kind == "frac" and all(bool(part) and part[0].text == "d" for part in item.parts)


def _pi_is_density(text: list[Item], names: Names) -> bool:
    for items in _lists(text):
        inside = spaceless(items)
        for index, item in enumerate(inside):
            then = inside[index + 1] if index + 1 < len(inside) else None
            if item.kind == "sim" and then is not None and _is_pi(then):
                return True
            if item.kind != "name":
                continue
            if _is_pi(item) and is_group(then, "(") and then is not None and names.point(then.inside) is not None:
                return True
            if _law(item) == "pi" or (item.text == "E" and item.sub and len(item.sub) == 1 and _is_pi(item.sub[0])):
                return True
            functional = identifier(item) in FUNCTIONAL_WORDS and identifier(item) not in names.symbols
            if functional and then is not None and is_group(then) and any(_is_pi(i) for i in then.inside):
                return True
        # a bracket or numerator that is just `pi + p`
        if len(inside) == 3 and inside[1].kind == "op" and inside[1].text in "+-":
            ends = (inside[0], inside[2])
            if any(map(_is_pi, ends)) and any(i.kind == "name" and DENSITIES.get(identifier(i)) for i in ends):
                return True
    return False


def _is_pi(item: Item) -> bool:
    return item.kind == "name" and item.text == "pi" and item.sub is None and not item.sups
