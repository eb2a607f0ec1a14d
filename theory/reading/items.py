"""The pieces a text falls into before it is read as arithmetic.

A grammar (`plain.lark`, `latex.lark`) settles two things only: which characters form a word, and how brackets,
fractions and scripts nest.  What comes out is a list of items; `arithmetic.py` reads such a list by precedence.
Both syntaxes yield the same items, so there is one reading of `KL(p||q)` and not two.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Item:
    """One piece of a text, with its scripts.

    kind    number, imaginary, name, op, group, frac, sqrt, int, sum, infinity, space, tie, bar, dbar, comma, semi,
            sim, equals, relation, prime, dot, unknown
    text    the characters that matter: digits, the name without its backslash, the sign, the opening bracket
    pos     where it starts in the text, and `end` where it ends (scripts not included)
    parts   the lists of items inside it: a group has one, a fraction two, `\\sqrt[3]{x}` two
    sub     the subscript, if any
    sups    the superscripts, in order
    primes  how many primes follow
    braced  whether a brace of its own held it together, as in `\\log{2}p`
    label   the command that frames it, such as `underbrace`
    """

    kind: str
    text: str
    pos: int
    end: int
    parts: tuple[list[Item], ...] = ()
    sub: list[Item] | None = None
    sups: list[list[Item]] = field(default_factory=list)
    primes: int = 0
    braced: bool = False
    label: str = ""

    @property
    def inside(self) -> list[Item]:
        """The items between the brackets of a group."""
        return self.parts[0]

    @property
    def has_scripts(self) -> bool:
        return self.sub is not None or bool(self.sups) or self.primes > 0


def spaceless(items: list[Item]) -> list[Item]:
    """The same items without `\\,`, `~` and their kin, which matter only to where the argument of a function ends."""
    return [i for i in items if i.kind not in ("space", "tie")]


def is_group(item: Item | None, brackets: str = "([{") -> bool:
    """Whether the item is a group opened by one of the given brackets."""
    return item is not None and item.kind == "group" and item.text in brackets


def is_star(items: list[Item]) -> bool:
    """Whether a superscript is the star of `D^*`."""
    return len(items) == 1 and items[0].kind == "op" and items[0].text == "*"


def is_index(items: list[Item]) -> bool:
    """Whether a superscript is the number of a sample or of a derivative, `x^{(i)}` or `f^{(2)}`, and no power."""
    if len(items) != 1 or not is_group(items[0], "(") or items[0].has_scripts or len(items[0].inside) != 1:
        return False
    label = items[0].inside[0]
    return label.kind in ("name", "number") and not label.has_scripts


def split(items: list[Item], *kinds: str) -> list[list[Item]]:
    """The stretches between the items of the given kinds, at this level of nesting only."""
    stretches: list[list[Item]] = [[]]
    for item in items:
        if item.kind in kinds:
            stretches.append([])
        else:
            stretches[-1].append(item)
    return stretches


def flat(items: list[Item]) -> str | None:
    """A script as plain characters, `data`, `theta_d`, `chi^2`; None where it is more than a label."""
    out = ""
    for item in items:
        if item.kind in ("name", "number"):
            out += item.text
        elif is_group(item, "{"):
            inner = flat(item.inside)
            if inner is None:
                return None
            out += inner
        elif item.kind not in ("space", "comma"):
            return None
        if item.sub is not None:
            inner = flat(item.sub)
            if inner is None:
                return None
            out += "_" + inner
        for sup in item.sups:
            inner = "*" if is_star(sup) else flat(sup)
            if inner is None:
                return None
            out += "^" + inner
        out += "'" * item.primes
    return out


def is_sign(item: Item) -> bool:
    """A plus or a minus."""
    return item.kind == "op" and item.text in ("+", "-")


def begins_with_sign(item: Item) -> bool:
    r"""A brace that TeX does not print, with a sign first: `a{-b}`, `a\underbrace{-b}_{why}` is a - b on paper."""
    braced = item.kind == "group" and item.text == "{" and not item.sups
    return braced and bool(item.inside) and is_sign(item.inside[0])
