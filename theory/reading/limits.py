"""How much is read.  Every bound is far above what a formula of a lecture needs and far below what would hurt.

The bounds hold before anything is computed: a text that is too long is refused before it is split into words, a
number with too many digits before it becomes a number.
"""

from __future__ import annotations

from fractions import Fraction

from theory.reading.errors import ReadingError
from theory.terms.expr import Add, Call, Const, Div, Expr, Mul, Neg, Num, Pow, children

MAX_LENGTH = 4000
MAX_DEPTH = 60
MAX_EXPONENT = 64
MAX_DIGITS = 60
MAX_NODES = 2000

_OPEN, _CLOSE = "([{", ")]}"


def check_text(text: object) -> str:
    """The text itself, if it is a string of a size and nesting that will be read."""
    if not isinstance(text, str):
        raise ReadingError(repr(text)[:80], 0, f"a formula is a string, not {type(text).__name__}")
    if len(text) > MAX_LENGTH:
        raise ReadingError(text, MAX_LENGTH, f"the text has {len(text)} characters", f"at most {MAX_LENGTH}")
    if not text.strip():
        raise ReadingError(text, 0, "the text is empty", "a formula")
    depth = 0
    for position, character in enumerate(text):
        if character in _OPEN:
            depth += 1
            if depth > MAX_DEPTH:
                raise ReadingError(text, position, "brackets are nested too deeply", f"at most {MAX_DEPTH} levels")
        elif character in _CLOSE:
            depth = max(0, depth - 1)
    return text


def number(text: str, literal: str, position: int) -> Fraction:
    """The exact value of a literal such as 2, 0.5, .5 or 1e-3."""
    digits, _, power = literal.lower().partition("e")
    if digits.count(".") > 1 or digits == ".":
        raise ReadingError(text, position, f"{literal} is not a number", "digits with at most one point")
    if sum(c.isdigit() for c in digits) > MAX_DIGITS:
        raise ReadingError(text, position, "a number with too many digits", f"at most {MAX_DIGITS}")
    if len(power.lstrip("+-")) > 3 or (power and abs(int(power)) > MAX_EXPONENT):
        raise ReadingError(text, position, "a power of ten that is too large", f"at most {MAX_EXPONENT} in size")
    return Fraction(literal)


def check_exponent(text: str, exponent: Expr, position: int) -> None:
    """Refuse x**1000, also when it is written as x**(10**3)."""
    size = _size(exponent)
    if size is not None and size > MAX_EXPONENT:
        raise ReadingError(text, position, "an exponent that is too large", f"at most {MAX_EXPONENT} in size")


def _size(e: Expr) -> float | None:
    """About how large a constant is, by floating point; None where the expression is not a constant of arithmetic."""
    if isinstance(e, Num):
        return abs(float(e.value))
    if isinstance(e, Neg):
        return _size(e.arg)
    if isinstance(e, Const):
        return 4.0
    if isinstance(e, Add | Mul | Div | Pow):
        sizes = [_size(c) for c in children(e)]
        if any(s is None for s in sizes):
            return None
        known = [s for s in sizes if s is not None]
        if isinstance(e, Add):
            return _value(e)
        if isinstance(e, Mul):
            return _product(known)
        if isinstance(e, Div):
            return known[0] / known[1] if known[1] else float("inf")
        # an inner power is bounded by its own check; what matters here is only whether it is huge
        return known[0] ** known[1] if known[0] <= MAX_EXPONENT and known[1] <= MAX_EXPONENT else float("inf")
    if isinstance(e, Call) and e.args:
        return _size(e.args[0])
    return None


def _product(sizes: list[float]) -> float:
    result = 1.0
    for s in sizes:
        result *= s
    return result


def _value(e: Add) -> float:
    """The size of a sum, signs taken into account: the exponent 100 - 99 is 1."""
    total = 0.0
    for term in e.args:
        size = _size(term) or 0.0
        total += -size if isinstance(term, Neg) else size
    return abs(total)


def check_tree(text: str, e: Expr) -> Expr:
    """The expression itself, if it is small, shallow and of small degree."""
    nodes = 0
    pending: list[tuple[Expr, int, Fraction]] = [(e, 1, Fraction(1))]
    while pending:
        node, depth, degree = pending.pop()
        nodes += 1
        if nodes > MAX_NODES:
            raise ReadingError(text, 0, "the formula has too many parts", f"at most {MAX_NODES}")
        if depth > MAX_DEPTH:
            raise ReadingError(text, 0, "the formula is nested too deeply", f"at most {MAX_DEPTH} levels")
        if isinstance(node, Pow):
            inner = degree * _factor(node.exponent)
            if inner > MAX_EXPONENT:
                raise ReadingError(
                    text, 0, "powers of powers that multiply to too large an exponent", f"at most {MAX_EXPONENT}"
                )
            pending += [(node.base, depth + 1, inner), (node.exponent, depth + 1, degree)]
        else:
            pending += [(c, depth + 1, degree) for c in children(node)]
    return e


def _factor(exponent: Expr) -> Fraction:
    """By how much a literal exponent raises the degree of what is under it."""
    while isinstance(exponent, Neg):
        exponent = exponent.arg
    return max(Fraction(1), abs(exponent.value)) if isinstance(exponent, Num) else Fraction(1)
