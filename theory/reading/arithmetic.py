r"""Arithmetic: a list of items read by precedence.

From loose to tight: sums; products and quotients, from left to right; signs; powers, from right to left.
`-x^2` is -(x^2) and `a/b*c` is (a/b)*c in both syntaxes.  The rest of this page is about what is not written.

*Plain.*  A number may stand directly before a name or a bracket (`2p`, `2(p+q)`); it multiplies with the precedence
of `*`, so `1/2 p` is half of p.  So may p, q, m or a declared symbol before a bracket that holds arithmetic and no
point: `t(1-t)`.  Anything else that is juxtaposed is an error: `a(b)` and `ab` have two readings.

*LaTeX.*  Juxtaposed factors are multiplied, but not across a `\quad`.  A slash takes one factor, with one exception:
where the divisor starts with a number, the names after it belong to it, as in `(x-\mu)^2/2\sigma^2`.  A number over a
number is a coefficient: `1/2\mu^2` is half of the square, with or without a space.  `p\wedge q` and `p\vee q` are the
smaller and the larger of two factors; beside another factor they need brackets.  What is called at a point is
evaluated there and not multiplied: `\frac{p}{p+q}(x)`.

*Arguments without brackets* (`\log p(x)`), LaTeX only.  The argument is the run of juxtaposed simple factors: numbers,
names, values such as p(x), fractions, roots.  It ends at + - \cdot \times, at a space command (`\,` `\;` `\quad`), at
another function, expectation, integral, sum or functional, and at an opening bracket that is not its first item.
If it starts with a bracket, that bracket is the whole argument, and a power after it belongs to the function:
`\exp(x)^2` is (exp x)^2.  After a logarithm, where both readings are in use, such a power is refused.
If the argument starts with a function, integral or the like, that is the whole argument.
A quotient `\log a/b` is inside the logarithm if and only if neither a nor b is a plain number and b is a simple
factor or a bracket: `\log p(x)/q(x)` is log(p/q), while `\log 4/2` and `\log D/2` are halves of logarithms.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from theory.reading import limits
from theory.reading.errors import ReadingError
from theory.reading.items import Item, begins_with_sign, is_group, is_index, is_sign
from theory.reading.names import Names
from theory.terms.expr import Add, At, Call, Div, Expr, Mul, Neg, Num, Pow, Sym

_STARTERS = frozenset({"number", "imaginary", "name", "group", "frac", "sqrt", "int", "sum", "unknown"})
_SEPARATORS = {"comma": "','", "semi": "';'", "dbar": "'||'", "equals": "'='", "relation": "inequality", "sim": "'~'"}


class Cursor:
    """A list of items and how far it has been read; `bars` counts the |...| that are open."""

    __slots__ = ("at", "bars", "end", "items")

    def __init__(self, items: list[Item], end: int) -> None:
        self.items, self.at, self.bars, self.end = items, 0, 0, end

    def peek(self, ahead: int = 0) -> Item | None:
        index = self.at + ahead
        return self.items[index] if index < len(self.items) else None

    def take(self) -> Item:
        self.at += 1
        return self.items[self.at - 1]

    def skip_spaces(self) -> Item | None:
        """The next item that is not a space command; spaces before it are passed over."""
        while (item := self.peek()) is not None and item.kind in ("space", "tie"):
            self.at += 1
        return item

    def here(self) -> int:
        return self.end if (item := self.peek()) is None else item.pos


class Reader:
    """Reads lists of items under fixed conventions; `loose` is the juxtaposition of LaTeX."""

    def __init__(self, text: str, names: Names, loose: bool) -> None:
        self.text, self.names, self.loose = text, names, loose
        self.depth = 0
        self.bound: list[str | None] = []

    def error(self, at: Item | int, message: str, expected: str = "") -> ReadingError:
        return ReadingError(self.text, at if isinstance(at, int) else at.pos, message, expected)

    def whole(self, items: list[Item], start: int, end: int | None = None) -> Expr:
        """All of a list of items as one formula; `start` is where to point if there is nothing."""
        cursor = Cursor(items, len(self.text.rstrip()) if end is None else end)
        if cursor.skip_spaces() is None:
            raise self.error(start, "nothing stands here", "a formula")
        result = self.sum(cursor)
        left_over = cursor.skip_spaces()
        if left_over is not None:
            raise self.unexpected(left_over)
        return result

    def unexpected(self, item: Item) -> ReadingError:
        if item.kind in _SEPARATORS:
            what = _SEPARATORS[item.kind]
            hint = "one formula, not an equation" if item.kind == "equals" else "an operator or the end of the formula"
            return self.error(item, f"unexpected {what}", hint)
        if item.kind == "unknown":
            return self.error(item, f"unknown command \\{item.text}", "a command of the field's LaTeX")
        if item.kind == "bar":
            return self.error(item, "a bar '|' without its partner", "an operator")
        shown, between = item.text or self.text[item.pos : item.end], not self.loose and item.kind in _STARTERS
        hint = "an operator, for example '*'" if between else "a number, a name, a function or a bracket"
        return self.error(item, f"unexpected '{shown}'", hint)

    def sum(self, cursor: Cursor) -> Expr:
        """Terms with signs, up to what continues no sum."""
        terms = [self._signed(cursor, self.product)]
        while (item := cursor.skip_spaces()) is not None and (is_sign(item) or (self.loose and begins_with_sign(item))):
            sign = cursor.take().text if is_sign(item) else ""
            term = self._signed(cursor, self.product)
            terms.append(Neg(term) if sign == "-" else term)
        return terms[0] if len(terms) == 1 else Add(tuple(terms))

    def _signed(self, cursor: Cursor, read: Callable[[Cursor], Expr]) -> Expr:
        signs = []
        while (item := cursor.skip_spaces()) is not None and item.kind == "op" and item.text in "+-":
            signs.append(cursor.take().text)
            if len(signs) > limits.MAX_DEPTH:
                raise self.error(item, "too many signs in a row", f"at most {limits.MAX_DEPTH}")
        result = read(cursor)
        for sign in signs:
            result = Neg(result) if sign == "-" else result
        return result

    def product(self, cursor: Cursor) -> Expr:
        """Factors joined by * and /, and in LaTeX by nothing."""
        from theory.reading.functions import LATTICE, lattice

        factors: list[Expr] = [self.factor(cursor)]
        previous, slashes = cursor.items[cursor.at - 1], 0
        while (item := cursor.skip_spaces()) is not None:
            if item.kind == "op" and item.text == "*":
                cursor.take()
                factors.append(self._signed(cursor, self.factor))
            elif item.kind == "op" and item.text == "/":
                cursor.take()
                slashes += 1
                if slashes > limits.MAX_DEPTH:
                    raise self.error(item, "quotients are nested too deeply", f"at most {limits.MAX_DEPTH} levels")
                dividend = product_of(factors)
                factors = [Div(dividend, self._divisor(cursor, factors[-1]))]
            elif item.kind == "op" and item.text in LATTICE:
                factors = [lattice(self, cursor, factors)]
            elif self.starts(cursor, item) and self._may_touch(previous, item, factors[-1]):
                if any(i.kind == "space" and i.text == "wide" for i in _spaces_before(cursor)):
                    raise self.error(
                        item, "formulas set apart by a wide space", "one formula, or '\\cdot' for a product"
                    )
                factors.append(self.factor(cursor))
            else:
                break
            previous = cursor.items[cursor.at - 1]
        return product_of(factors)

    def starts(self, cursor: Cursor, item: Item) -> bool:
        """Whether the item can begin a factor here; a bar can if none is open that it would close."""
        if item.kind == "dbar":
            return self.loose and cursor.bars == 0 and any(i.kind == "dbar" for i in cursor.items[cursor.at + 1 :])
        return item.kind in _STARTERS or (item.kind == "bar" and cursor.bars == 0)

    def _may_touch(self, previous: Item, item: Item, factor: Expr) -> bool:
        """Whether a factor may be juxtaposed to the one before it."""
        if self.loose:
            if begins_with_sign(item):
                return False
            if item.kind == "number" and previous.kind == "number" and not previous.has_scripts:
                raise self.error(item, "two numbers in a row", "'\\cdot' between them")
            if item.kind == "number" and previous.has_scripts and self.text[item.pos - 1 : item.pos].isdigit():
                raise self.error(item, "an exponent or a label of several digits", "'{...}' around it, as in x^{10}")
            return True
        if previous.kind == "number" and is_number(factor) and (item.kind == "name" or is_group(item)):
            return True
        if previous.kind == "name" and is_group(item, "(") and isinstance(factor, Sym | At):
            return True  # calls.py has seen that this is no value of a function
        if previous.kind == "group" and is_group(item, "(["):
            raise self.error(item, "a bracket directly after a bracket", "'*' between them")
        return False

    def _divisor(self, cursor: Cursor, over: Expr) -> Expr:
        """The divisor; `over` is the factor before the slash."""
        first = cursor.skip_spaces()
        divisor = self._signed(cursor, self.factor)
        if not self.loose or first is None or first.kind != "number" or first.has_scripts or is_number(over):
            return divisor
        factors = [divisor]
        item = cursor.peek()
        while item is not None and item.kind == "name" and self.simple(cursor):
            factors.append(self.factor(cursor))
            item = cursor.peek()
        return product_of(factors)

    def simple(self, cursor: Cursor) -> bool:
        """Whether the next item is a simple factor: no function, expectation, integral or bracket."""
        from theory.reading.operands import is_function_like

        item = cursor.peek()
        if item is None or item.kind not in ("number", "imaginary", "name", "frac", "sqrt"):
            return False
        return item.kind != "name" or not is_function_like(self, item, cursor.peek(1))

    def factor(self, cursor: Cursor) -> Expr:
        """An operand with the power that follows it."""
        from theory.reading.operands import operand

        self.depth += 1
        first = cursor.skip_spaces()
        if self.depth > limits.MAX_DEPTH:
            raise self.error(cursor.here(), "the formula is nested too deeply", f"at most {limits.MAX_DEPTH} levels")
        result = operand(self, cursor)
        item = cursor.peek()
        if item is not None and item.kind == "op" and item.text == "^":
            cursor.take()
            exponent = self._signed(cursor, self.factor)
            euler = first is not None and first.kind == "name" and first.text == "e"
            if euler and result == Call("exp", (Num(Fraction(1)),)):
                result = Call("exp", (exponent,))
            else:
                result = self.power(result, exponent, item)
        self.depth -= 1
        return result

    def power(self, base: Expr, exponent: Expr, at: Item | int) -> Expr:
        limits.check_exponent(self.text, exponent, at if isinstance(at, int) else at.pos)
        return Pow(base, exponent)

    def raised(self, base: Expr, sups: list[list[Item]], at: Item) -> Expr:
        """The base with superscripts applied; `x^+` is the positive part."""
        for sup in sups:
            if is_index(sup):
                raise self.error(sup[0], "an index in brackets is not a power", "a power without brackets")
            if len(sup) == 1 and sup[0].kind == "op" and sup[0].text == "+":
                base = Call("relu", (base,))
            else:
                base = self.power(base, self.whole(sup, at.end), sup[0] if sup else at)
        return base


def _spaces_before(cursor: Cursor) -> list[Item]:
    start = cursor.at
    while start > 0 and cursor.items[start - 1].kind in ("space", "tie"):
        start -= 1
    return cursor.items[start : cursor.at]


def product_of(factors: list[Expr]) -> Expr:
    return factors[0] if len(factors) == 1 else Mul(tuple(factors))


def is_number(e: Expr) -> bool:
    """Whether the expression is a plain number or a quotient of plain numbers."""
    if isinstance(e, Div):
        return is_number(e.top) and is_number(e.bottom)
    return is_number(e.arg) if isinstance(e, Neg) else isinstance(e, Num)
