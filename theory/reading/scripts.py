r"""No script is dropped: what hangs above or below something that has no use for it is refused before reading.

A prime on anything but a name would be a derivative; `\sigma'(a)` is the only one that is read (`functions.py`).
"""

from __future__ import annotations

from theory.reading.errors import ReadingError
from theory.reading.items import Item, is_group, is_star
from theory.reading.words import DENSITIES, FUNCTION_WORDS, FUNCTIONAL_WORDS

#: A subscript on these has a meaning, or is refused where they are read.
_LABELLED = frozenset({"name", "number", "group", "frac", "sqrt", "bar", "dbar", "int", "sum"})
DERIVATIVE = "a derivative is not a formula here"
_WITHOUT_PRIME = frozenset({*FUNCTION_WORDS, *FUNCTIONAL_WORDS, "sigma", "e", "pi", "i", "E"}) - {"H", "V", "J"}


def check_scripts(text: str, items: list[Item]) -> None:
    """Refuse a prime, a label or a power that would be lost."""
    for index, item in enumerate(items):
        if item.has_scripts:
            then = items[index + 1] if index + 1 < len(items) else None
            _check(text, item, then)
        for part in (*item.parts, *item.sups, *([item.sub] if item.sub is not None else [])):
            check_scripts(text, part)


def _check(text: str, item: Item, then: Item | None) -> None:
    if item.primes:
        slope = item.text in ("sigma", "sigmoid") and item.primes == 1 and is_group(then, "([")
        if item.kind != "name" or (not slope and item.text in _WITHOUT_PRIME):
            raise ReadingError(text, item.pos, DERIVATIVE, "the derivative worked out")
        known = DENSITIES.get(item.text)
        if known in ("D", "D*", "m", "q'"):
            raise ReadingError(
                text, item.pos, DERIVATIVE, f"the derivative worked out, or a name other than {item.text}'"
            )
    if item.kind not in _LABELLED and item.kind != "unknown" and item.has_scripts:
        raise ReadingError(text, item.pos, "a label or a power on what is no quantity", "a formula before it")
    if len(item.sups) - any(is_star(s) for s in item.sups) > 1:
        raise ReadingError(text, item.pos, "two superscripts", "braces: {a^b}^c or a^{b^c}")
