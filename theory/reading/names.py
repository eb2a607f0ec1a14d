"""What a name means here: the densities under their many names, the rule for pi, functions of a point.

**The rule for pi.**  In some lectures pi is the data density and p(x|theta) the model.  If pi is used as a density
anywhere in the texts that are read together (`pi(x)`, `E_pi`, `x ~ pi`, `KL(pi||p)`), every pi is the data density
and a bare p is the generator's density q; a text that names q itself keeps its p.  Otherwise pi is the number.

**Functions.**  A name that is called at a point anywhere, `a(x)`, is a function of a point everywhere, also where it
stands bare.  Names that are declared as symbols are never taken for anything else, p, q and D excepted.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from theory.reading.items import Item, flat, is_group, is_star, spaceless, split
from theory.reading.words import DENSITIES, FUNCTIONAL_WORDS, INTEGRAL_WORDS, LAW_WORDS, PARAMETERS

_POINT = re.compile(r"[xyz](_\w+)?'*")
_KEPT = frozenset({"p", "q", "D"})


def identifier(item: Item) -> str:
    """The name with its label: `p_{\\text{data}}` is p_data, `D^*_G` is D*, `f'` is f'; powers are not part of it."""
    label = "_" + (flat(item.sub) or "?") if item.sub is not None else ""
    base, _, rest = (item.text + label).partition("_")
    star = "*" if any(is_star(s) for s in item.sups) or rest == "*" or rest.endswith("^*") else ""
    rest = rest.removesuffix("^*").removesuffix("*")
    if base.rstrip("*") == "D" and rest in PARAMETERS:
        rest = ""
    return base + star + ("_" + rest if rest else "") + "'" * item.primes


def powers(item: Item) -> list[list[Item]]:
    """The superscripts that are powers: all but the star of `D^*`."""
    return [s for s in item.sups if not is_star(s)]


@dataclass(frozen=True, slots=True)
class Point:
    """An argument such as x, G(z), or x|theta; `given` says that parameters stood behind a bar."""

    name: str | None
    given: bool = False


@dataclass(frozen=True)
class Names:
    """The conventions about names under which one text is read."""

    symbols: frozenset[str] = frozenset()
    pi_is_data: bool = False
    p_is_generator: bool = False
    called: frozenset[str] = frozenset()
    bare: frozenset[str] = frozenset()
    variables: frozenset[str] = field(default_factory=frozenset)

    def density(self, name: str) -> str | None:
        """The engine's name of a density or of the discriminator, or None if the name is neither."""
        if name == "pi":
            return "p" if self.pi_is_data and "pi" not in self.symbols else None
        if name in self.symbols and name not in _KEPT:
            return name if name in self.called and name in DENSITIES else None
        if "_dot" in name:
            # the direction in which the generator moves; nothing else here has one
            return "q'" if self.density(name.replace("_dot", "", 1)) == "q" else None
        known = DENSITIES.get(name)
        if known == "p" and name in ("p", "P") and self.p_is_generator and name not in self.symbols:
            return "q"
        base, _, label = name.partition("_")
        if known is None and label in self.variables and DENSITIES.get(base) in ("p", "q", "m"):
            return self.density(base)
        return known

    def symbol(self, name: str) -> str:
        """The declared spelling of a parameter: `\\lambda` is `lam` where only `lam` was declared."""
        if name not in self.symbols:
            for short in {"lambda": ("lam", "lmbda", "lamda"), "epsilon": ("eps",)}.get(name, ()):
                if short in self.symbols:
                    return short
        return name

    def point(self, items: list[Item]) -> Point | None:
        """The point that the items name, if they name one and nothing else."""
        halves = split(spaceless(items), "bar", "semi")
        if len(halves) > 2 or (len(halves) == 2 and not _parameters(halves[1])):
            return None
        left, given = halves[0], len(halves) == 2
        if len(left) == 1 and left[0].kind == "op" and left[0].text == "*":
            return Point(None, given)
        if not left or left[0].kind != "name":
            return None
        name = identifier(left[0])
        generator = left[0].text in ("G", "g")
        if len(left) == 1 and not left[0].sups:
            if name == "G":
                return Point("G(z)", given)
            return Point(name, given) if _POINT.fullmatch(name) or name in self.variables else None
        if len(left) == 2 and generator and is_group(left[1], "(") and not left[1].has_scripts:
            inner = self.point(left[1].inside)
            return Point(f"G({inner.name})", given) if inner is not None and inner.name else None
        return None

    def lone(self, items: list[Item]) -> str | None:
        """A single name that may be the argument of a density: p(t), D(u)."""
        inside = spaceless(items)
        if len(inside) != 1 or inside[0].kind != "name" or inside[0].sups:
            return None
        name = identifier(inside[0])
        return None if self.density(name) or name[:1].isupper() else name


def _parameters(items: list[Item]) -> bool:
    return all(len(part) == 1 and flat(part) in PARAMETERS for part in split(items, "comma"))


def survey(texts: Iterable[list[Item]], symbols: Collection[str] = ()) -> list[Names]:
    """The conventions for texts that are read together, one `Names` for each."""
    texts = list(texts)
    declared = frozenset(s.lstrip("\\").strip() for s in symbols)
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
    found = []
    for text in texts:
        own = {identifier(name) for name, _ in _names(text)} | {_law(name) for name, _ in _names(text)}
        named_q = any(DENSITIES.get(n) == "q" and n[:1] in "qQ" for n in own)
        found.append(Names(declared, pi, pi and not named_q, frozenset(called), frozenset(bare), variables))
    return found


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
    for items in _lists(text):
        for here, then in pairwise(items):
            if then.kind in ("sim", "tie") and here.kind == "name":
                yield identifier(here)
            if here.kind == "name" and here.text == "d" and then.kind == "name" and then.text not in ("mu", "lambda"):
                yield identifier(then)
            if here.kind == "name" and here.text in INTEGRAL_WORDS and is_group(then, "("):
                for part in split(then.inside, "comma")[1:]:
                    part = part[0].inside[:1] if part and is_group(part[0], "(") else part
                    if len(part) == 1 and part[0].kind == "name":
                        yield identifier(part[0])
        for item in items:
            if item.kind in ("sum", "int") and item.sub and item.sub[0].kind == "name" and item.sub[0].text.islower():
                yield identifier(item.sub[0])


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


__all__ = ["LAW_WORDS", "Names", "Point", "identifier", "powers", "survey"]
