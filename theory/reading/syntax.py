"""Reading formulas: the four ways in.

>>> from theory.reading import read
>>> read(r"\\mathbb{E}_{x\\sim p_{data}}[\\log D(x)]") == read("E_{x~p}(log(D(x)))")
True
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TypeVar

from theory.reading import limits
from theory.reading.arithmetic import Reader
from theory.reading.chains import links
from theory.reading.errors import ReadingError
from theory.reading.items import Item
from theory.reading.names import Names
from theory.reading.nesting import items_of
from theory.reading.scripts import check_scripts
from theory.reading.survey import survey
from theory.terms.expr import Expr

T = TypeVar("T")


def guess_syntax(text: str) -> str:
    """`"latex"` or `"plain"`: a backslash, `$`, `&`, `^{` and `^*` are LaTeX's; braces below anything but E are too."""
    if "\\" in text or "$" in text or "&" in text or "^{" in text or "^*" in text:
        return "latex"
    return "latex" if "_{" in text.replace("E_{", "").replace("e_{", "") else "plain"


def read(text: str, *, syntax: str = "auto", names: Names | None = None, symbols: Collection[str] = ()) -> Expr:
    """The formula that a text says, as it was written.

    syntax is "plain", "latex" or "auto".  `symbols` are the names of declared parameters and functions.
    Raises ReadingError, and nothing else.
    """
    return _guarded(text, lambda: _one(text, syntax, names, symbols))


def read_pair(left: str, right: str, *, syntax: str = "auto", symbols: Collection[str] = ()) -> tuple[Expr, Expr]:
    """Two formulas that are to be compared; what pi stands for is settled over both."""
    first, syntax_left = _guarded(left, lambda: _items(left, syntax))
    second, syntax_right = _guarded(right, lambda: _items(right, syntax))
    names = survey((first, second), symbols)
    return (
        _guarded(left, lambda: _formula(left, first, syntax_left, names[0])),
        _guarded(right, lambda: _formula(right, second, syntax_right, names[1])),
    )


def read_chain(text: str, *, syntax: str = "auto", symbols: Collection[str] = ()) -> list[Expr]:
    """The formulas of a chain of equalities, in order; a single formula is a chain of one."""
    return _guarded(text, lambda: _chain(text, syntax, symbols))


def _one(text: str, syntax: str, names: Names | None, symbols: Collection[str]) -> Expr:
    items, found = _items(text, syntax)
    return _formula(text, items, found, names or survey([items], symbols)[0])


def _chain(text: str, syntax: str, symbols: Collection[str]) -> list[Expr]:
    items, found = _items(text, syntax)
    parts = links(text, items)
    names = survey([items], symbols)[0]
    reader = Reader(text, names, loose=found == "latex")
    return [limits.check_tree(text, reader.whole(part, start, end)) for part, start, end in parts]


def _items(text: str, syntax: str) -> tuple[list[Item], str]:
    if syntax not in ("auto", "plain", "latex"):
        raise ReadingError(str(text)[:80], 0, f"unknown syntax {syntax!r}", "'auto', 'plain' or 'latex'")
    limits.check_text(text)
    found = guess_syntax(text) if syntax == "auto" else syntax
    items = items_of(text, found)
    check_scripts(text, items)
    return items, found


def _formula(text: str, items: list[Item], syntax: str, names: Names) -> Expr:
    reader = Reader(text, names, loose=syntax == "latex")
    while items and items[0].kind == "equals":
        # `= B`: the line above it stands elsewhere
        items = items[1:]
    return limits.check_tree(text, reader.whole(items, 0))


def _guarded(text: str, work: Callable[[], T]) -> T:
    """What `work` returns; whatever goes wrong inside comes out as a ReadingError."""
    try:
        return work()
    except ReadingError:
        raise
    except (ValueError, ArithmeticError, LookupError, AttributeError, TypeError, RecursionError) as error:
        raise ReadingError(str(text), 0, f"this cannot be read ({type(error).__name__})") from error
