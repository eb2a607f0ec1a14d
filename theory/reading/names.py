"""What a name means here: the densities under their many names, the rule for pi, functions of a point.

**The rule for pi.**  In some lectures pi is the data density and p(x|theta) the model.  If pi is used as a density
anywhere in the texts that are read together (`pi(x)`, `E_pi`, `x ~ pi`, `KL(pi||p)`), every pi is the data density
and a bare p is the generator's density q; a text that names q itself keeps its p.  Otherwise pi is the number.

**Functions.**  A name that is called at a point anywhere, `a(x)`, is a function of a point everywhere, also where it
stands bare, and so are f, g, h, C, F and T where they stand bare under an expectation or an integral.  Names that are
declared as symbols are never taken for anything else, p, q and D excepted.  What is settled over all texts that are
read together is found in `survey.py`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from theory.reading.items import Item, flat, is_group, is_star, spaceless, split
from theory.reading.words import DENSITIES, PARAMETERS

_POINT = re.compile(r"[xyz](_\w+)?'*")
#: Letters that number the points of a finite space: p_i, x_k.
INDICES = frozenset("ijkln")
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
    """The conventions about names under which one text is read.

    symbols         declared parameters and functions
    called, bare    names that are functions of a point, and names that stand without brackets
    variables       names that are bound somewhere: x in dx, in x ~ p, in sum_x
    mentioned       every name that stands anywhere but at the ends of a sum
    """

    symbols: frozenset[str] = frozenset()
    pi_is_data: bool = False
    p_is_generator: bool = False
    called: frozenset[str] = frozenset()
    bare: frozenset[str] = frozenset()
    variables: frozenset[str] = field(default_factory=frozenset)
    mentioned: frozenset[str] = frozenset()

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
        if known is None and label in self.variables and DENSITIES.get(base) in ("p", "q", "m", "D"):
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
        if any(i.kind in ("bar", "semi") and i.has_scripts for i in items):
            return None
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
            noise = inner.name if inner is not None else self.lone(left[1].inside) if left[0].text == "G" else None
            return Point(f"G({noise})", given) if noise else None
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
