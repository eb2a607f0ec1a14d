"""Domains of parameters: "(0,inf)", "[0,1]", "real", "nonzero", "(-inf, log(2))"."""

from __future__ import annotations

import re
from contextlib import suppress

from theory.reading.errors import ReadingError
from theory.reading.limits import check_text
from theory.terms.domain import NEGATIVE, NONNEGATIVE, NONZERO, POSITIVE, REAL, UNIT, Domain
from theory.terms.expr import At, Div, Expr, Neg, Num, Sym, as_expr, walk

ACCEPTED = '"(a,b)", "[a,b]", "(0,inf)", "(-inf,0)", "real", "positive", "negative", "nonnegative", "nonzero", "unit"'

_NONPOSITIVE = Domain(upper=as_expr(0), closed_above=True)
_WORDS: dict[str, Domain] = {
    "real": REAL, "reals": REAL, "r": REAL, "ℝ": REAL, "\\mathbb{r}": REAL, "line": REAL, "any": REAL,
    "nonzero": NONZERO, "non-zero": NONZERO, "nonnull": NONZERO,
    "r+": POSITIVE, "r^+": POSITIVE, "r_+": POSITIVE, "ℝ+": POSITIVE,
    "positive": POSITIVE, ">0": POSITIVE, "pos": POSITIVE, "negative": NEGATIVE, "<0": NEGATIVE, "neg": NEGATIVE,
    "nonnegative": NONNEGATIVE, "non-negative": NONNEGATIVE, ">=0": NONNEGATIVE, "≥0": NONNEGATIVE,
    "nonpositive": _NONPOSITIVE, "non-positive": _NONPOSITIVE, "<=0": _NONPOSITIVE,
    "unit": UNIT, "probability": UNIT, "!=0": NONZERO, "r\\{0}": NONZERO, "ℝ\\{0}": NONZERO,
}  # fmt: skip
_INFINITY = re.compile(r"([+-]?)\s*(inf|infinity|oo|∞|\\infty)", re.IGNORECASE)
_NAME = re.compile(r"\s*\\?[^\W\d]\w*'*\s*(\\in\b|\bin\b|∈|:|(?=[<>≤≥]|!=|\\[lg]eq?\b))")
_HALF_LINE = re.compile(r"\s*(<=|>=|<|>|≤|≥|\\leq?(?![a-z])|\\geq?(?![a-z]))(.+)", re.DOTALL)


def read_domain(text: str) -> Domain:
    """The domain that a text names.

    >>> read_domain("(0,1)") == UNIT
    True
    """
    check_text(text)
    name = _NAME.match(text)
    try:
        # `t in (0,1)` and `t < 0` say what `(0,1)` and `<0` say
        return _domain(" " * name.end() + text[name.end() :] if name is not None else text)
    except ReadingError as error:
        raise ReadingError(text, error.position, error.message, error.expected) from None


def _domain(text: str) -> Domain:
    word = re.sub(r"\s+", "", text).lower()
    word = word if word in _WORDS else re.sub(r"\\mathbb|[{}]", "", word)
    if word in _WORDS:
        return _WORDS[word]
    half = _HALF_LINE.fullmatch(text)
    if half is not None:
        return _half_line(text, half)
    found = re.fullmatch(r"\s*([\[(])(.*)([\])])\s*", text, re.DOTALL)
    if found is None:
        raise ReadingError(text, 0, "not a domain", ACCEPTED)
    middle = _comma(text, found.start(2), found.end(2))
    lower, below = _end(text, found.start(2), middle, "-")
    upper, above = _end(text, middle + 1, found.end(2), "+")
    if isinstance(lower, Num) and isinstance(upper, Num) and lower.value >= upper.value:
        raise ReadingError(text, found.start(2), "an interval that is empty", "the smaller end first")
    return Domain(lower, upper, below and found.group(1) == "[", above and found.group(3) == "]")


def _half_line(text: str, found: re.Match[str]) -> Domain:
    """`> 0`, `<= log(2)`."""
    end, _ = _end(text, found.start(2), found.end(2), "")
    closed = found.group(1) not in ("<", ">")
    if found.group(1)[0] in "<≤" or found.group(1).startswith("\\l"):
        return Domain(upper=end, closed_above=closed)
    return Domain(lower=end, closed_below=closed)


def _comma(text: str, start: int, stop: int) -> int:
    """Where the comma between the ends stands, outside of any inner brackets."""
    depth, places = 0, []
    for index in range(start, stop):
        depth += (text[index] in "([{") - (text[index] in ")]}")
        if text[index] == "," and depth == 0:
            places.append(index)
    if len(places) != 1:
        raise ReadingError(text, places[1] if places else stop, "an interval has two ends", ACCEPTED)
    return places[0]


def _end(text: str, start: int, stop: int, infinite: str) -> tuple[Expr | None, bool]:
    """One end, and whether it is finite."""
    from theory.reading.syntax import read

    piece = text[start:stop]
    found = _INFINITY.fullmatch(piece.strip())
    if found is not None:
        if (found.group(1) or "+") != infinite:
            raise ReadingError(text, start, "an interval that is empty", ACCEPTED)
        return None, False
    try:
        end = read(piece)
    except ReadingError as error:
        # `ln 2` without brackets
        with suppress(ReadingError):
            return _constant(text, start, read(piece, syntax="latex"))
        raise ReadingError(text, start + error.position, error.message, error.expected) from None
    return _constant(text, start, end)


def _constant(text: str, start: int, end: Expr) -> tuple[Expr, bool]:
    if any(isinstance(e, Sym | At) for e in walk(end)):
        raise ReadingError(text, start, "an end of an interval must be a constant", ACCEPTED)
    return _plain(end), True


def _plain(e: Expr) -> Expr:
    """-1 as the number it is, so that "(-1,1)" has numbers for ends."""
    if isinstance(e, Neg) and isinstance(e.arg, Num):
        return Num(-e.arg.value)
    if isinstance(e, Div | Neg):
        parts = (e.top, e.bottom) if isinstance(e, Div) else (e.arg,)
        values = [p.value for p in map(_plain, parts) if isinstance(p, Num)]
        if len(values) == 2 and values[1]:
            return Num(values[0] / values[1])
        if len(values) == 1 and isinstance(e, Neg):
            return Num(-values[0])
    return e
