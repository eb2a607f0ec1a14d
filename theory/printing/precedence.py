"""Which bracket is needed: one table for the three notations.

A piece of text binds with a certain strength: `a + b` weakly, `a*b` more, `p(x)` as strongly as can be.  A place asks
for a certain strength: below a division only a power or an atom may stand without brackets.  A bracket is written
exactly where the piece is weaker than its place asks:

    brackets in `place`   iff   strength of the piece < PLACE[place]

so `a - (b - c)` keeps its bracket (MINUS asks for PRODUCT, `b - c` is a SUM) and `(a*b)/c` loses it.
The notations differ little: in `a/b` on one line a division binds like a product, while a LaTeX fraction shows with its
bar where it begins and ends; and only in type may a logarithm do without brackets.  The tables are looked up at each
call: a test breaks them on purpose.

Signs and groups come first (`standard`): sums of sums and products of products are flattened, and a minus sign is
brought to the front, `(-a)*b = -(a*b)`; these change the writing and not the expression.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from fractions import Fraction

from theory.printing.names import ONE_SIGN
from theory.terms.expr import Add, At, Call, Div, Expr, Integral, Mul, Neg, Num, Pow, Sym


class Strength(IntEnum):
    SUM = 1  # a + b
    MINUS = 2  # -a
    PRODUCT = 3  # a*b, and a/b on one line
    OPEN = 4  # log p, the integral of p dx: nothing may be multiplied on from the right
    STACK = 5  # a fraction with its bar, or 1/2 as one sign: a good factor, but not the base of a power
    POWER = 6  # a**b
    ATOM = 7  # p, f(x), KL(p, q)


#: Strengths by kind of node, by function, by name, and by number; what is not listed is an atom.
Table = Mapping[type[Expr] | str | Fraction, Strength]

PLAIN: dict[type[Expr] | str | Fraction, Strength] = {
    Add: Strength.SUM, Neg: Strength.MINUS, Mul: Strength.PRODUCT, Div: Strength.PRODUCT, Pow: Strength.POWER,
}  # fmt: skip
#: In type, a logarithm may go without brackets, and an integral ends at its dx.
_TYPESET = {
    **PLAIN, Integral: Strength.OPEN, "log": Strength.OPEN, "log2": Strength.OPEN, "log10": Strength.OPEN,
    "D*": Strength.STACK,
}  # fmt: skip
UNICODE = {**_TYPESET, "sqrt": Strength.POWER, **dict.fromkeys(ONE_SIGN, Strength.STACK)}
LATEX = {**_TYPESET, Div: Strength.STACK}

#: The strength that each place asks for.
PLACE: dict[str, Strength] = {
    "negated": Strength.PRODUCT,  # -(a + b), but -a*b
    "factor": Strength.PRODUCT,  # a*(b + c), a*(-b), but a*b/c
    "followed": Strength.STACK,  # where products are written side by side, what stands before a factor: (a/b) c
    "integrand": Strength.MINUS,  # the integral of (a + b) dx
    "top": Strength.PRODUCT,  # (a + b)/c, but a*b/c
    "bottom": Strength.POWER,  # a/(b*c), a/(b/c), but a/b**2
    "base": Strength.ATOM,  # (-a)**2, (a**b)**c
    "exponent": Strength.POWER,  # a**(b*c), a**(-1), but a**b**c
    "exponent of one sign": Strength.ATOM,  # a^(b^c)
}


def strength(e: Expr, table: Table) -> Strength:
    """How strongly the text of a standard expression binds."""
    match e:
        case Num(value):
            return Strength.ATOM if value.denominator == 1 else table.get(value, table[Div])
        case Call(name, _) | Sym(name) | At(name, None):
            return table.get(name, Strength.ATOM)
    return table.get(type(e), Strength.ATOM)


def brackets(e: Expr, place: str, table: Table) -> bool:
    """Whether a standard expression needs brackets in this place."""
    return strength(e, table) < PLACE[place]


def standard(e: Expr, table: Table) -> Expr:
    """The same expression with groups flattened and its sign in front, one level deep."""
    match e:
        case Num(value) if value < 0:
            return Neg(Num(-value))
        case Div(Num(a), Num(b)) if a > 0 and b > 1 and a.denominator == 1 and Fraction(a, b).denominator == b:
            return Num(Fraction(a, b))
        case Div(top, bottom) if table[Div] is Strength.PRODUCT:
            inner = standard(top, table)
            return Neg(Div(inner.arg, bottom)) if isinstance(inner, Neg) else e
        case Add(args):
            flat = [t for a in args for s in [standard(a, table)] for t in (s.args if isinstance(s, Add) else (s,))]
            return Add(tuple(flat)) if len(flat) > 1 else flat[0] if flat else Num(Fraction(0))
        case Mul(args):
            return _product(args, table)
    return e


def _product(args: tuple[Expr, ...], table: Table) -> Expr:
    factors: list[Expr] = []
    negative = False
    for arg in args:
        inner = standard(arg, table)
        if isinstance(inner, Neg) and not factors:
            negative, inner = True, standard(inner.arg, table)
        factors.extend(inner.args if isinstance(inner, Mul) else (inner,))
    body = Mul(tuple(factors)) if len(factors) > 1 else factors[0] if factors else Num(Fraction(1))
    return Neg(body) if negative else body
