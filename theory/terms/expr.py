"""Expressions, kept as they were written.

An expression is a small immutable tree.  Nothing is rearranged when it is built: `p/p` stays `p/p`, so that a line
of a proof is printed as its author wrote it.  What an expression *means* is decided elsewhere (`theory.deciding`).

Three kinds of names occur.

    Sym("t")            a parameter, a real number with a domain: t, sigma, gamma, ...
    At("p", "x")        the value of a function of a point: a density, the discriminator, any f(x);
                        the variable is None where the writer left it out (`log D` under E_p)
    Apply("f", (u,))    an unknown function of a value: f(p(x)/q(x))

Three kinds of sums over the whole space occur.

    Integral(h, "x")            integral of h against the reference measure
    Expect(law, h, "x")         expectation of h under a law: integral of law * h
    Functional("KL", (p, q))    a named functional; `theory.terms.named` says what it stands for
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from fractions import Fraction

Number = int | Fraction


class Expr:
    """Base of all expressions; the arithmetic operators build trees and compute nothing."""

    __slots__ = ()

    def __add__(self, other: Expr | Number) -> Expr:
        return Add((self, as_expr(other)))

    def __radd__(self, other: Number) -> Expr:
        return Add((as_expr(other), self))

    def __sub__(self, other: Expr | Number) -> Expr:
        return Add((self, Neg(as_expr(other))))

    def __rsub__(self, other: Number) -> Expr:
        return Add((as_expr(other), Neg(self)))

    def __mul__(self, other: Expr | Number) -> Expr:
        return Mul((self, as_expr(other)))

    def __rmul__(self, other: Number) -> Expr:
        return Mul((as_expr(other), self))

    def __truediv__(self, other: Expr | Number) -> Expr:
        return Div(self, as_expr(other))

    def __rtruediv__(self, other: Number) -> Expr:
        return Div(as_expr(other), self)

    def __pow__(self, other: Expr | Number) -> Expr:
        return Pow(self, as_expr(other))

    def __neg__(self) -> Expr:
        return Neg(self)


@dataclass(frozen=True, slots=True)
class Num(Expr):
    """An exact rational number."""

    value: Fraction


@dataclass(frozen=True, slots=True)
class Const(Expr):
    """A named constant: `pi` (the number), `i` (the imaginary unit)."""

    name: str


@dataclass(frozen=True, slots=True)
class Sym(Expr):
    """A parameter; inside an integral over x, Sym("x") is the coordinate itself."""

    name: str


@dataclass(frozen=True, slots=True)
class At(Expr):
    """The value of the function `name` at the point `var`; `var` is None where it was left unsaid."""

    name: str
    var: str | None = None


@dataclass(frozen=True, slots=True)
class Apply(Expr):
    """An unknown function applied to values that are not just a point: f(p(x)/q(x))."""

    name: str
    args: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Call(Expr):
    """A known function, one of FUNCTIONS, applied to its arguments."""

    fn: str
    args: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Add(Expr):
    args: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Mul(Expr):
    args: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Div(Expr):
    top: Expr
    bottom: Expr


@dataclass(frozen=True, slots=True)
class Neg(Expr):
    arg: Expr


@dataclass(frozen=True, slots=True)
class Pow(Expr):
    base: Expr
    exponent: Expr


@dataclass(frozen=True, slots=True)
class Integral(Expr):
    """Integral of `body` over the whole space; a sum over a finite space is written the same."""

    body: Expr
    var: str | None = None


@dataclass(frozen=True, slots=True)
class Expect(Expr):
    """Expectation of `body` at a point drawn from `law`."""

    law: Expr
    body: Expr
    var: str | None = None


@dataclass(frozen=True, slots=True)
class Functional(Expr):
    """A named functional, one of `theory.terms.named.FUNCTIONALS`, of densities written as expressions."""

    name: str
    args: tuple[Expr, ...]


#: Known functions and how many arguments they take (None: two or more).
FUNCTIONS: dict[str, int | None] = {
    "log": 1, "log2": 1, "log10": 1, "exp": 1, "sqrt": 1, "abs": 1, "sign": 1, "max": None, "min": None,
    "sigmoid": 1, "logit": 1, "softplus": 1, "tanh": 1, "cosh": 1, "sinh": 1, "relu": 1,
}  # fmt: skip


def as_expr(value: Expr | Number) -> Expr:
    """An expression for a Python number; expressions pass through."""
    return value if isinstance(value, Expr) else Num(Fraction(value))


def children(e: Expr) -> tuple[Expr, ...]:
    """The direct sub-expressions, in reading order."""
    found: list[Expr] = []
    for f in fields(e):  # type: ignore[arg-type]
        value = getattr(e, f.name)
        if isinstance(value, Expr):
            found.append(value)
        elif isinstance(value, tuple):
            found.extend(value)
    return tuple(found)


def rebuild(e: Expr, new: tuple[Expr, ...]) -> Expr:
    """The same node over other sub-expressions, given in the order of `children`."""
    rest = iter(new)
    values = []
    for f in fields(e):  # type: ignore[arg-type]
        value = getattr(e, f.name)
        if isinstance(value, Expr):
            value = next(rest)
        elif isinstance(value, tuple):
            value = tuple(next(rest) for _ in value)
        values.append(value)
    return type(e)(*values)


def walk(e: Expr):
    """Every sub-expression, the whole first."""
    yield e
    for child in children(e):
        yield from walk(child)
